using System.Globalization;
using EzSolutions.Sandbox.Pages;

namespace EzSolutions.Sandbox.Mail;

/// <summary>The mailbox: who got what, read as sent.</summary>
internal static class MailPage
{
    private const string Style = """
        .box{display:grid;gap:16px}@media(min-width:860px){.box{grid-template-columns:340px 1fr;align-items:start}}
        .list{padding:0;overflow:hidden}.list ol{list-style:none;margin:0;padding:0;max-height:70vh;overflow:auto}
        .list li a{display:block;padding:12px 16px;border-bottom:1px solid var(--line);text-decoration:none;color:inherit}
        .list li a:hover{background:var(--tint)}.list li a[aria-current]{background:var(--tint);box-shadow:inset 3px 0 var(--brand)}
        .list b{display:block;overflow-wrap:anywhere}.search{display:flex;gap:8px;margin-bottom:16px}.search button{flex:none}
        iframe{width:100%;height:60vh;border:1px solid var(--line);border-radius:10px;background:#fff}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;font:.92rem/1.5 ui-monospace,Menlo,monospace;background:var(--bg);border:1px solid var(--line);border-radius:10px;padding:16px;margin:0;max-height:60vh;overflow:auto}
        .tabs{display:flex;gap:8px;margin:12px 0}.tabs button[aria-selected=false]{background:transparent;color:var(--brand);border-color:var(--line)}
        dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:8px 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}[hidden]{display:none}
        """;

    private const string Script = """
        const tabs = [...document.querySelectorAll('[role=tab]')];
        const pick = t => { for (const o of tabs) { const on = o === t; o.setAttribute('aria-selected', on); o.tabIndex = on ? 0 : -1; document.getElementById(o.getAttribute('aria-controls')).hidden = !on; } };
        for (const t of tabs) {
          t.addEventListener('click', () => pick(t));
          t.addEventListener('keydown', e => { if (e.key === 'ArrowRight' || e.key === 'ArrowLeft') { const o = tabs[(tabs.indexOf(t) + 1) % tabs.length]; pick(o); o.focus(); } });
        }
        const main = document.querySelector('main');
        setInterval(async () => {
          try {
            const r = await fetch('/mail/messages?to=' + encodeURIComponent(main.dataset.to));
            const newest = (await r.json())[0];
            if ((newest ? newest.id : '') !== main.dataset.newest && document.activeElement?.tagName !== 'INPUT') location.reload();
          } catch { /* the sandbox is restarting; the next look finds it */ }
        }, 2000);
        """;

    public static Task ShowAsync(HttpContext context, Mailbox mailbox)
    {
        var to = context.Request.Query["to"].ToString();
        var messages = mailbox.Newest(to);
        var chosen = messages.FirstOrDefault(m => m.Id == context.Request.Query["id"].ToString()) ?? (messages.Count > 0 ? messages[0] : null);
        return Page.WriteAsync(context, "Mailbox · sandbox", Html.Of($"""
            {Page.Bar()}
            <main data-to="{to}" data-newest="{(messages.Count > 0 ? messages[0].Id : "")}">
            <h1>Mailbox</h1>
            <p class="soft">Every e-mail the application sends ends here. New ones appear by themselves.</p>
            <form class="search" role="search"><input name="to" type="search" value="{to}" placeholder="Recipient" aria-label="Search by recipient"><button class="plain">Search</button></form>
            {(chosen is null ? Nothing(to) : Html.Of($"""<div class="box">{List(messages, chosen, to)}{Message(chosen)}</div>"""))}
            </main>
            """), Style, Script);
    }

    private static Html Nothing(string to) => to.Length == 0
        ? new Html("""<div class="card"><h2>No mail yet</h2><p class="soft">Sign in by code or place an order in the shop, and the message shows up here.</p></div>""")
        : Html.Of($"""<div class="card"><h2>No mail for “{to}”</h2><p><a href="/mail">Show all mail</a></p></div>""");

    private static Html List(IReadOnlyList<MailMessage> messages, MailMessage chosen, string to) => Html.Of($"""
        <nav class="card list" aria-label="Messages"><ol>{Html.Join(messages.Take(200).Select(m => Html.Of($"""
            <li><a href="/mail?to={Uri.EscapeDataString(to)}&amp;id={m.Id}"{(m == chosen ? new Html(" aria-current=\"true\"") : Html.Empty)}><b>{(m.Subject.Length > 0 ? m.Subject : "(no subject)")}</b><span class="small soft">{string.Join(", ", m.Recipients)} · {Time(m)}</span></a></li>
            """)))}</ol></nav>
        """);

    private static Html Message(MailMessage message)
    {
        var both = message.Html.Length > 0 && message.Text.Length > 0;
        var tabs = both ? new Html("""
            <div class="tabs" role="tablist" aria-label="Form of the message"><button class="slim" role="tab" id="tab-html" aria-controls="html" aria-selected="true">HTML</button><button class="slim" role="tab" id="tab-text" aria-controls="text" aria-selected="false" tabindex="-1">Text</button></div>
            """) : Html.Empty;
        // The message is somebody else's text: it runs no script, sends no form, and its links open elsewhere.
        var html = message.Html.Length == 0 ? Html.Empty : Html.Of($"""
            <div id="html" role="tabpanel"><iframe title="Message" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="{OpenLinksElsewhere(message.Html)}"></iframe></div>
            """);
        var text = message.Text.Length == 0 ? Html.Empty : Html.Of($"""
            <div id="text" role="tabpanel"{(both ? new Html(" hidden") : Html.Empty)}><pre tabindex="0">{message.Text}</pre></div>
            """);
        var files = message.Attachments.Count == 0 ? Html.Empty : Html.Of($"<dt>Files</dt><dd>{string.Join(", ", message.Attachments)}</dd>");
        return Html.Of($"""
            <article class="card"><h2>{(message.Subject.Length > 0 ? message.Subject : "(no subject)")}</h2>
            <dl class="small"><dt>From</dt><dd>{message.From}</dd><dt>To</dt><dd>{string.Join(", ", message.Recipients)}</dd><dt>At</dt><dd>{Time(message)} UTC</dd>{files}</dl>
            {tabs}{html}{text}</article>
            """);
    }

    /// <summary>Inside the head where there is one: before the document type it would change how the message is laid out.</summary>
    private static string OpenLinksElsewhere(string html)
    {
        const string Base = "<base target=\"_blank\">";
        var head = html.IndexOf("<head>", StringComparison.OrdinalIgnoreCase);
        return head < 0 ? Base + html : html.Insert(head + "<head>".Length, Base);
    }

    private static string Time(MailMessage message) => message.ReceivedAt.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);
}
