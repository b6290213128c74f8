using System.Globalization;
using EzSolutions.Sandbox.Effects;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.Mail;
using EzSolutions.Sandbox.Proxmox;
using EzSolutions.Sandbox.Stripe;

namespace EzSolutions.Sandbox.Pages;

/// <summary>The sandbox at a glance: where things are, what was done, what is made to go wrong.</summary>
internal static class ControlsPage
{
    private const string Style = """
        .grid{display:grid;gap:16px}@media(min-width:860px){.grid{grid-template-columns:1fr 1fr;align-items:start}}.grid .card{margin:0}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px;margin:16px 0}
        .figures div{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:14px 16px}.figures b{display:block;font-size:1.6rem;line-height:1.2}
        .ok{color:var(--good);font-weight:600}.off{color:var(--bad);font-weight:600}
        .head{display:flex;justify-content:space-between;gap:12px;align-items:baseline;flex-wrap:wrap}form.fault{display:grid;gap:10px;grid-template-columns:1fr 1fr}form.fault .all{grid-column:1/-1}
        """;

    private const string Script = """
        const say = t => { document.getElementById('say').textContent = t; };
        const send = async (method, url, body) => {
          try {
            const r = await fetch(url, { method, body: body && JSON.stringify(body), headers: body ? { 'content-type': 'application/json' } : {} });
            if (r.ok) { await refresh(); return true; }
            say((await r.json()).error ?? 'That did not work.');
          } catch { say('The sandbox does not answer.'); }
          return false;
        };
        const refresh = async () => {
          const r = await fetch('/live'); const box = document.getElementById('live');
          if (r.ok) { const t = await r.text(); if (t !== refresh.last) { refresh.last = t; box.innerHTML = t; } }
        };
        document.addEventListener('click', e => {
          const b = e.target.closest('[data-delete],[data-webhooks]'); if (!b) return;
          if (b.dataset.delete) send('DELETE', b.dataset.delete); else send('POST', '/stripe/_webhooks', { enabled: b.dataset.webhooks === 'on' });
        });
        document.querySelector('form.fault').addEventListener('submit', async e => {
          e.preventDefault(); const f = new FormData(e.target), n = k => f.get(k) ? Number(f.get(k)) : undefined, t = k => f.get(k) || undefined;
          if (await send('POST', '/faults', { target: f.get('target'), kind: f.get('kind'), match: t('match'), status: n('status'), message: t('message'), times: n('times'), ms: n('ms') })) say('The fault is on.');
        });
        setInterval(() => refresh().catch(() => say('The sandbox does not answer.')), 2000);
        """;

    public static void MapControls(this WebApplication app)
    {
        app.MapGet("/", ShowAsync);
        app.MapGet("/live", (HttpContext context) =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(Live(context.RequestServices).Markup, context.RequestAborted);
        });
        app.MapGet("/health", (HttpContext context) => context.Response.WriteAsync("ok", context.RequestAborted));
    }

    private static Task ShowAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<SandboxOptions>();
        return Page.WriteAsync(context, "Controls · sandbox", Html.Of($"""
            {Page.Bar()}
            <main>
            <h1>The world outside, on this machine</h1>
            <p class="soft">Stripe, Proxmox VE and a mail server for development and tests. Nothing here reaches the internet. <span class="ok">● Running</span></p>
            <p class="small"><a href="{options.AppAddress.ToString()}">Open the application</a> · Stripe <code>/stripe/v1</code> · Proxmox VE <code>/proxmox/api2/json</code> · SMTP port <code>{services.GetRequiredService<SmtpListener>().Port}</code></p>
            <div id="live">{Live(services)}</div>
            <section class="card" style="margin-top:16px" aria-labelledby="new"><h2 id="new">Make something go wrong</h2>
            <form class="fault">
            <div><label for="target">Where</label><select id="target" name="target"><option value="stripe">Stripe</option><option value="proxmox">Proxmox VE</option><option value="smtp">Mail</option><option value="teams">Teams</option><option value="slack">Slack</option></select></div>
            <div><label for="kind">What</label><select id="kind" name="kind"><option value="error">Answers an error</option><option value="delay">Answers late</option><option value="drop">Drops the connection</option><option value="lost_response">Does it, loses the answer</option><option value="duplicate">Webhook sent twice</option><option value="reorder">Webhook sent late</option><option value="task_error">Task ends in error</option><option value="storage_full">Storage is full</option></select></div>
            <div class="all"><label for="match">Only where the call contains</label><input id="match" name="match" placeholder="POST /v1/refunds"></div>
            <div><label for="status">Status</label><input id="status" name="status" type="number" min="200" max="599" placeholder="500"></div>
            <div><label for="times">Times</label><input id="times" name="times" type="number" min="1" value="1"></div>
            <div><label for="ms">Milliseconds</label><input id="ms" name="ms" type="number" min="0" placeholder="1000"></div>
            <div><label for="message">Message</label><input id="message" name="message"></div>
            <div class="all"><button>Switch it on</button> <span id="say" class="small soft" role="status"></span></div>
            </form></section>
            </main>
            """), Style, Script);
    }

    private static Html Live(IServiceProvider services)
    {
        var effects = services.GetRequiredService<EffectLog>();
        var cluster = services.GetRequiredService<Cluster>();
        cluster.Settle();
        return Html.Of($"""
            <div class="figures"><div><b>{effects.Charges.Count}</b><span class="soft small">charges</span></div><div><b>{effects.Refunds.Count}</b><span class="soft small">refunds</span></div><div><b>{effects.MachinesCreated.Count}</b><span class="soft small">machines made</span></div><div><b>{effects.MachinesDestroyed.Count}</b><span class="soft small">destroyed</span></div><div><b>{effects.MailsSent.Count}</b><span class="soft small">mails</span></div></div>
            <div class="grid">{Money(effects)}{Machines(cluster)}{Webhooks(services)}{Faults(services.GetRequiredService<FaultBoard>())}</div>
            """);
    }

    private static Html Money(EffectLog effects) => Table("Money that moved", "Nothing was charged yet.", ["When", "What", "Amount"],
        effects.Charges.Select(c => (c.At, Row: Row(c.At, "Charge", c.PaymentIntent, Currencies.Show(c.Amount, c.Currency))))
            .Concat(effects.Refunds.Select(r => (r.At, Row: Row(r.At, "Refund", r.PaymentIntent, "−" + Currencies.Show(r.Amount, r.Currency)))))
            .OrderByDescending(r => r.At).Take(8).Select(r => r.Row));

    private static Html Row(DateTimeOffset at, string what, string id, string amount) =>
        Html.Of($"<tr><td>{Time(at)}</td><td>{what}<br><code class=\"soft\">{id}</code></td><td class=\"num\">{amount}</td></tr>");

    private static Html Machines(Cluster cluster) => Table("Machines", "No machine was made yet.", ["VMID", "Name", "State"],
        cluster.Machines.Where(m => !m.IsTemplate).OrderByDescending(m => m.Vmid).Take(8).Select(m => Html.Of(
            $"<tr><td>{m.Vmid}<br><span class=\"soft small\">{m.Node}</span></td><td>{m.Name}<br><span class=\"soft small\">{m.Tags}</span></td><td><span class=\"chip\">{m.Lock ?? m.Power}</span></td></tr>")));

    private static Html Webhooks(IServiceProvider services)
    {
        var enabled = services.GetRequiredService<WebhookSwitch>().Enabled;
        var deliveries = services.GetRequiredService<StripeEvents>().Deliveries;
        var rows = deliveries.Reverse().Take(8).Select(d => Html.Of(
            $"<tr><td>{d.Type}<br><code class=\"soft\">{d.EventId}</code></td><td>{(d.Attempts == 0 ? "waits" : d.LastAnswer)}</td><td class=\"num\">{d.Attempts}</td></tr>"));
        return Html.Of($"""
            <section class="card"><div class="head"><h2>Stripe webhooks</h2><button class="plain slim" data-webhooks="{(enabled ? "off" : "on")}">{(enabled ? "Hold back" : "Deliver")}</button></div>
            <p class="small">Delivery is {(enabled ? new Html("<span class=\"ok\">on</span>") : new Html("<span class=\"off\">held back</span>"))}.</p>{Body("No event yet.", ["Event", "Answer", "Tries"], rows)}</section>
            """);
    }

    private static Html Faults(FaultBoard board)
    {
        var rows = board.All().Select(f => Html.Of(
            $"<tr><td>{f.Target} · {f.Kind}<br><code class=\"soft\">{f.Match}</code></td><td>{(f.Left is { } left ? left.ToString(CultureInfo.InvariantCulture) + " left" : "until removed")}</td><td class=\"num\"><button class=\"plain slim\" data-delete=\"/faults/{f.Id}\">Remove</button></td></tr>"));
        return Html.Of($"""
            <section class="card"><div class="head"><h2>Faults</h2><button class="plain slim" data-delete="/faults">Remove all</button></div>{Body("Everything works.", ["Fault", "Still", ""], rows)}</section>
            """);
    }

    private static Html Table(string title, string none, string[] heads, IEnumerable<Html> rows) => Html.Of($"""
        <section class="card"><h2>{title}</h2>{Body(none, heads, rows)}</section>
        """);

    private static Html Body(string none, string[] heads, IEnumerable<Html> rows)
    {
        var all = rows.ToList();
        return all.Count == 0 ? Html.Of($"<p class=\"soft\">{none}</p>") : Html.Of($"""
            <div class="scroll"><table><thead><tr>{Html.Join(heads.Select(h => h is "Amount" or "Tries" ? Html.Of($"<th scope=\"col\" class=\"num\">{h}</th>") : Html.Of($"<th scope=\"col\">{h}</th>")))}</tr></thead><tbody>{Html.Join(all)}</tbody></table></div>
            """);
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
