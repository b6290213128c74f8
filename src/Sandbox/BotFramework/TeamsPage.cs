using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Pages;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>Teams in small: one person talks to the bot, presses its buttons and reads its cards.</summary>
internal static class TeamsPage
{
    private const string Style = """
        .who{display:flex;gap:10px;flex-wrap:wrap;align-items:end;margin-bottom:16px}.who>*{flex:1 1 130px}.who>:last-child{flex:0 0 auto}.talk{display:grid;gap:10px;margin-bottom:16px}
        .say{max-width:640px;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:12px 16px;white-space:pre-wrap;overflow-wrap:anywhere}
        .say.me{justify-self:end;background:var(--tint)}
        form.write{display:flex;gap:8px}form.write button,form.write .button{flex:none;margin:0}form.write .button:focus-within{outline:3px solid var(--brand);outline-offset:2px}.away{position:absolute;opacity:0;width:1px;height:1px;padding:0}
        """;

    private const string Script = """
        const main = document.querySelector('main'), say = t => { document.getElementById('say').textContent = t; };
        const send = async (activity) => {
          const kind = main.dataset.kind;
          if (kind !== 'personal' && activity.text) {
            activity.text = '<at>Assistant</at> ' + activity.text;
            activity.entities = [{ type: 'mention', text: '<at>Assistant</at>', mentioned: { id: main.dataset.bot, name: 'Assistant' } }];
          }
          const r = await fetch('/botframework/_activities', { method: 'POST', headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ user: main.dataset.user, name: main.dataset.name, kind, conversation: main.dataset.conversation || undefined, activity }) });
          const answer = await r.json();
          say(answer.error ?? (answer.status < 300 ? '' : 'The bot answered ' + answer.status + '. ' + answer.body));
          if (!main.dataset.conversation) location.reload(); else await refresh();
        };
        const refresh = async () => {
          const r = await fetch(location.href); if (!r.ok) return;
          const page = new DOMParser().parseFromString(await r.text(), 'text/html'), box = document.querySelector('.talk'), fresh = page.querySelector('.talk');
          if (box.textContent !== fresh.textContent || box.children.length !== fresh.children.length) box.replaceWith(fresh);
        };
        document.addEventListener('click', e => {
          const b = e.target.closest('[data-submit]'); if (!b) return;
          const value = JSON.parse(b.dataset.submit);
          for (const i of b.closest('.say').querySelectorAll('[name]')) value[i.name] = i.type === 'checkbox' ? String(i.checked) : i.value;
          send({ text: undefined, value, replyToId: b.closest('.say').id });
        });
        document.querySelector('input[type=file]').addEventListener('change', async e => {
          const file = e.target.files[0]; if (!file) return;
          const r = await fetch('/botframework/_files?name=' + encodeURIComponent(file.name) + '&type=' + encodeURIComponent(file.type || 'application/octet-stream'), { method: 'POST', body: file });
          e.target.value = ''; send({ text: document.querySelector('form.write [name=text]').value || undefined, attachments: [await r.json()] });
        });
        document.querySelector('form.write').addEventListener('submit', e => {
          e.preventDefault(); const t = e.target.text; if (t.value.trim()) send({ text: t.value }); t.value = '';
        });
        setInterval(() => { if (main.dataset.conversation && !['INPUT', 'SELECT'].includes(document.activeElement?.tagName)) refresh().catch(() => say('The sandbox does not answer.')); }, 2000);
        """;

    public static Task ShowAsync(HttpContext context, TeamsStore store, SandboxOptions options)
    {
        var (user, kind) = (Given(context, "user", "alice"), Given(context, "kind", "personal"));
        var found = store.Conversations.All().FirstOrDefault(c => c.Kind == kind && c.Members.Any(m => m.Id == "29:" + user));
        var said = found is null ? [] : store.Activities.All().Where(a => a.Conversation == found.Id && !a.Deleted).ToList();
        return Page.WriteAsync(context, "Teams · sandbox", Html.Of($"""
            {Page.Bar()}
            <main data-user="29:{user}" data-name="{user}" data-kind="{kind}" data-conversation="{found?.Id}" data-bot="28:{options.BotAppId}">
            <h1>Teams</h1>
            <p class="soft">Write to the bot as somebody of the tenant would. In a group chat it is mentioned by itself.</p>
            <form class="who"><div><label for="user">Person</label><input id="user" name="user" value="{user}" pattern="[a-z0-9]+"></div>
            <div><label for="kind">Where</label><select id="kind" name="kind">{Option("personal", "Alone with the bot", kind)}{Option("groupChat", "In a group chat", kind)}</select></div>
            <div><button class="plain">Switch</button></div></form>
            <div class="talk" aria-live="polite">{(said.Count == 0 ? new Html("<p class=\"soft\">Nothing was said yet.</p>") : Html.Join(said.Select(Say)))}</div>
            <form class="write"><input name="text" aria-label="Message" placeholder="Write a message" autocomplete="off"><label class="button plain">Attach<input class="away" type="file"></label><button>Send</button></form>
            <p id="say" class="small soft" role="status"></p>
            </main>
            """), Style + TeamsCardView.Style, Script);
    }

    private static string Given(HttpContext context, string name, string otherwise) =>
        context.Request.Query[name].ToString() is { Length: > 0 and < 40 } given && given.All(char.IsAsciiLetterOrDigit) ? given : otherwise;

    private static Html Option(string value, string label, string chosen) =>
        Html.Of($"<option value=\"{value}\"{(value == chosen ? new Html(" selected") : Html.Empty)}>{label}</option>");

    private static Html Say(TeamsActivity activity)
    {
        var card = (activity.Body["attachments"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault()?["content"] as JsonObject;
        var files = (activity.Body["attachments"] as JsonArray ?? []).OfType<JsonObject>().Select(f => ActivityRules.Text(f, "name")).OfType<string>().ToList();
        var text = ActivityRules.Text(activity.Body, "text") ?? (activity.FromBot || files.Count > 0 ? null : "(pressed a button)");
        return Html.Of($"""<div class="say{(activity.FromBot ? "" : " me")}" id="{activity.Id}">{text}{(files.Count == 0 ? Html.Empty : Html.Of($"<div class=\"soft small\">Attached: {string.Join(", ", files)}</div>"))}{(card is null ? Html.Empty : TeamsCardView.Of(card))}</div>""");
    }
}
