using System.Text.Json;
using EzSolutions.Sandbox.Pages;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Slack;

/// <summary>Slack in small: one person writes to the app, presses its buttons, fills in its modals, and adds or removes it.</summary>
internal static class SlackPage
{
    private const string Style = """
        .who{display:flex;gap:10px;flex-wrap:wrap;align-items:end;margin-bottom:16px}.who>div{flex:1 1 150px}.who button{flex:none;margin:0}.talk{display:grid;gap:4px;margin-bottom:12px}
        .say{display:grid;grid-template-columns:36px minmax(0,1fr);gap:0 10px;padding:8px 10px;border-radius:10px;white-space:pre-wrap;overflow-wrap:anywhere}.say:hover{background:var(--card)}
        .say .face{grid-row:span 2;width:36px;height:36px;border-radius:9px;background:var(--brand);color:var(--brand-ink);display:grid;place-items:center;font-weight:700}.say.me .face{background:var(--tint);color:var(--ink)}
        .say .name{font-weight:700;line-height:1.2}.say .name .soft{font-weight:400}.say.reply{margin-left:46px}.say.whisper{background:var(--tint)}
        .body{display:grid;gap:6px}.body .head{font-weight:700;font-size:1.1rem}.fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:6px 16px}
        .buttons{display:flex;flex-wrap:wrap;gap:8px}.body label{margin:4px 0;max-width:420px}.body hr{width:100%;border:0;border-top:1px solid var(--line)}
        details{font-size:.8rem}details pre{max-height:260px;overflow:auto;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px;white-space:pre-wrap}
        form.write{display:flex;gap:8px;flex-wrap:wrap}form.write [name=text]{flex:1 1 110px;min-width:0}form.write button,form.write .button{flex:none;margin:0}form.write .button:focus-within{outline:3px solid var(--brand);outline-offset:2px}.away{position:absolute;opacity:0;width:1px;height:1px;padding:0}.prompts{display:flex;gap:8px;flex-wrap:wrap;margin:0 0 12px}.wrong{color:var(--bad);margin:2px 0}
        dialog{border:1px solid var(--line);border-radius:14px;background:var(--card);color:var(--ink);width:min(480px,calc(100vw - 32px));padding:20px}dialog::backdrop{background:#0008}dialog .body{margin:12px 0}
        .teams{display:grid;gap:8px}.teams>div{display:flex;gap:12px;align-items:center;flex-wrap:wrap}.teams b{margin-right:auto}.teams .slim{margin:0;padding:5px 12px;font-size:.875rem}@media(max-width:560px){.teams b{flex-basis:100%}.teams .slim{margin-left:auto}}
        """;

    private const string Script = """
        const main = document.querySelector('main'), say = t => { document.getElementById('say').textContent = t; }, d = main.dataset;
        const values = box => Object.fromEntries([...box.querySelectorAll('[name]')].map(i => [i.name, i.type === 'checkbox' ? String(i.checked) : i.value]));
        const act = async (deed) => {
          const r = await fetch('/slack/_deeds', { method: 'POST', headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ team: d.team, user: d.user, channel: d.channel || undefined, ...deed }) });
          const answer = await r.json();
          say(answer.error ?? (answer.status >= 200 && answer.status < 300 ? '' : 'The app answered ' + answer.status + '. ' + answer.body));
          await refresh(); return answer;
        };
        const refresh = async () => {
          const r = await fetch(location.href); if (!r.ok) return;
          const page = new DOMParser().parseFromString(await r.text(), 'text/html');
          for (const at of ['.talk', '.prompts', '#modal']) {
            const box = document.querySelector(at), fresh = page.querySelector(at);
            if (box.dataset.state !== fresh.dataset.state) { box.replaceWith(fresh); if (at === '#modal') fresh.querySelector('dialog')?.showModal(); }
          }
        };
        document.addEventListener('click', async e => {
          const b = e.target.closest('[data-press],[data-do],[data-prompt]'); if (!b) return;
          if (b.dataset.press) { const m = b.closest('.say'); act({ do: 'press', message: m.dataset.ts, action: b.dataset.press, values: values(m) }); }
          else if (b.dataset.prompt) act({ do: 'say', thread: d.thread || undefined, text: b.dataset.prompt });
          else if (b.dataset.do === 'submit') act({ do: 'submit', view: b.dataset.view, values: values(b.closest('dialog')) });
          else if (b.dataset.do === 'close') act({ do: 'close', view: b.dataset.view });
          else if (b.dataset.do === 'assistant') { const a = await act({ do: 'assistant' }); if (a.ts) location.search = new URLSearchParams({ team: d.team, user: d.user, thread: a.ts }); }
          else if (b.dataset.do === 'uninstall') { await act({ do: 'uninstall', team: b.dataset.team }); location.reload(); }
          else if (b.dataset.do === 'shortcut') act({ do: 'shortcut', callback: b.dataset.callback });
        });
        document.querySelector('form.write').addEventListener('submit', e => {
          e.preventDefault(); const t = e.target.text; if (t.value.trim()) act({ do: d.channel ? 'mention' : 'say', thread: d.thread || undefined, text: t.value }); t.value = '';
        });
        document.querySelector('input[type=file]').addEventListener('change', async e => {
          const file = e.target.files[0]; if (!file) return;
          const r = await fetch('/slack/_files?team=' + d.team + '&name=' + encodeURIComponent(file.name) + '&type=' + encodeURIComponent(file.type || 'application/octet-stream'), { method: 'POST', body: file });
          const text = document.querySelector('form.write [name=text]'), words = text.value; e.target.value = text.value = '';
          act({ do: d.channel ? 'mention' : 'say', thread: d.thread || undefined, text: words, event: { subtype: d.channel ? null : 'file_share', files: [await r.json()] } });
        });
        document.querySelector('#modal dialog')?.showModal();
        setInterval(() => { if (!['INPUT', 'SELECT'].includes(document.activeElement?.tagName) || document.activeElement.form?.className === 'write') refresh().catch(() => say('The sandbox does not answer.')); }, 1500);
        """;

    public static Task ShowAsync(HttpContext context, SlackStore store, SandboxOptions options)
    {
        var team = store.Teams.Find(Given(context, "team", "")) ?? store.Teams.All()[0];
        var (name, channel) = (Given(context, "user", "alice"), Given(context, "channel", ""));
        var thread = context.Request.Query["thread"].ToString() is { Length: > 0 and < 24 } asked && asked.All(c => char.IsAsciiDigit(c) || c == '.') ? asked : null;
        var (user, place) = store.Journal.Transact(() =>
        {
            var person = store.Person(team.Id, name);
            return (person, channel.Length == 0 ? store.Direct(person) : store.Channel(team.Id, channel));
        });
        var said = store.Messages.All().Where(m => m.Place == place.Id && !m.Deleted && (m.OnlyFor is null || m.OnlyFor == user.Id)
            && (thread is null || m.Ts == thread || m.Thread == thread)).ToList();
        var assistant = thread is null ? null : store.Assistants.Find($"{place.Id}:{thread}");
        return Page.WriteAsync(context, "Slack · sandbox", Html.Of($"""
            {Page.Bar()}
            <main data-team="{team.Id}" data-user="{name}" data-channel="{channel}" data-thread="{thread}">
            <h1>Slack</h1>
            <p class="soft">Write to the app as somebody of the workspace would. In a channel it is mentioned by itself.</p>
            <form class="who"><div><label for="team">Workspace</label><select id="team" name="team">{Html.Join(store.Teams.All().Select(t => Option(t.Id, t.Name, team.Id)))}</select></div>
            <div><label for="user">Person</label><input id="user" name="user" value="{name}" pattern="[a-z0-9]+"></div>
            <div><label for="channel">Where</label><select id="channel" name="channel">{Option("", "Direct message", channel)}{Option("general", "#general", channel)}</select></div>
            <button class="plain">Switch</button><button type="button" class="plain" data-do="assistant">New assistant thread</button></form>
            {(thread is null ? Html.Empty : Html.Of($"<p class=\"small\"><b>{assistant?.Title ?? "Thread"}</b> · <a href=\"/slack?team={team.Id}&amp;user={name}&amp;channel={channel}\">Back to all messages</a></p>"))}
            <div class="talk" aria-live="polite" data-state="{State(said)}{assistant?.Status}">{(said.Count == 0 ? new Html("<p class=\"soft\">Nothing was said yet.</p>") : Html.Join(said.Select(m => Say(m, store, team, thread))))}
            {(assistant is { Status.Length: > 0 } ? Html.Of($"<p class=\"soft small\">{assistant.Status}</p>") : Html.Empty)}</div>
            <div class="prompts" data-state="{assistant?.Prompts?.ToJsonString()}">{Html.Join((assistant?.Prompts).Objects().Select(p => Html.Of($"<button type=\"button\" class=\"plain slim\" data-prompt=\"{p.Text("message")}\">{p.Text("title")}</button>")))}</div>
            <form class="write"><input name="text" aria-label="Message" placeholder="Message{(channel.Length > 0 ? " #" + channel : "")}" autocomplete="off"><label class="button plain">Attach<input type="file" class="away" aria-label="Attach a file"></label><button>Send</button></form>
            <p id="say" class="small soft" role="status"></p>
            {Modal(store.Views.All().LastOrDefault(v => v.Open && v.User == user.Id))}
            <section class="card" style="margin-top:24px"><h2>Workspaces</h2><div class="teams">{Html.Join(store.Teams.All().Select(t => Installed(t, options)))}</div></section>
            </main>
            """), Style, Script);
    }

    private static Html Installed(SlackTeam team, SandboxOptions options) => Html.Of($"""
        <div><b>{team.Name}</b><code>{team.Id}</code><span class="chip">{(team.Token is null ? "not installed" : "installed")}</span>
        {(team.Token is null ? Html.Of($"<a class=\"button plain slim\" href=\"{new Uri(options.AppAddress, "/slack/install").ToString()}\">Add to Slack</a>") : Html.Of($"<button type=\"button\" class=\"plain slim\" data-do=\"uninstall\" data-team=\"{team.Id}\">Uninstall</button>"))}</div>
        """);

    private static Html Say(SlackMessage message, SlackStore store, SlackTeam team, string? thread)
    {
        var name = message.User is { } id ? store.Users.Find(id)?.Name ?? id : "EZ Solutions";
        var isReply = thread is null && message.Thread is not null && message.Thread != message.Ts;
        var blocks = message.Body["blocks"];
        var files = Html.Join(message.Body["files"].Objects().Select(f => Html.Of($"<div class=\"soft small\">File: {f.Text("name")}</div>")));
        var body = blocks is null ? Html.Of($"{Shown(message.Body.Text("text"), team)}{files}") : SlackBlockView.Of(blocks);
        return Html.Of($"""
            <div class="say{(message.User is null ? "" : " me")}{(isReply ? " reply" : "")}{(message.OnlyFor is null ? "" : " whisper")}" data-ts="{message.Ts}"><div class="face" aria-hidden="true">{name[..1].ToUpperInvariant()}</div><div class="name">{name} <span class="soft small">{message.At.UtcDateTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)}{(message.Updates > 0 ? " (edited)" : "")}{(message.OnlyFor is null ? "" : " · only visible to you")}</span></div><div class="body">{body}{Received(message)}</div></div>
            """);
    }

    private static Html Received(SlackMessage message) => message.User is not null ? Html.Empty
        : Html.Of($"<details><summary class=\"soft\">What Slack received</summary><pre>{message.Body.ToJsonString(new JsonSerializerOptions(Journal.Json) { WriteIndented = true })}</pre></details>");

    private static Html Modal(SlackView? view) => view is null ? new Html("<div id=\"modal\" data-state=\"\"></div>") : Html.Of($"""
        <div id="modal" data-state="{view.Id}{view.Errors?.ToJsonString()}{view.Body.ToJsonString().Length}"><dialog aria-label="{view.Body["title"].Text("text")}"><h2>{view.Body["title"].Text("text")}</h2><div class="body">{SlackBlockView.Of(view.Body["blocks"], view.Errors)}</div>
        <div class="buttons"><button type="button" class="plain" data-do="close" data-view="{view.Id}">{view.Body["close"].Text("text") ?? "Cancel"}</button>{(view.Body["submit"] is null ? Html.Empty : Html.Of($"<button type=\"button\" data-do=\"submit\" data-view=\"{view.Id}\">{view.Body["submit"].Text("text")}</button>"))}</div></dialog></div>
        """);

    private static string Shown(string? text, SlackTeam team) => System.Net.WebUtility.HtmlDecode((text ?? "").Replace($"<@{team.BotUser}>", "@EZ Solutions", StringComparison.Ordinal));

    private static string State(List<SlackMessage> said) => string.Join(' ', said.TakeLast(30).Select(m => $"{m.Ts}.{m.Updates}"));

    private static string Given(HttpContext context, string name, string otherwise) =>
        context.Request.Query[name].ToString() is { Length: > 0 and < 40 } given && given.All(char.IsAsciiLetterOrDigit) ? given : otherwise;

    private static Html Option(string value, string label, string chosen) =>
        Html.Of($"<option value=\"{value}\"{(value == chosen ? new Html(" selected") : Html.Empty)}>{label}</option>");
}
