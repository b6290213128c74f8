using System.Globalization;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Pages;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>What the customer sees: the payment form, the bank's question, and the ends of a session.</summary>
internal static class HostedPage
{
    private const string Style = """
        .pay{max-width:960px;margin:0 auto;padding:32px 16px 48px;display:grid;gap:24px}
        @media(min-width:800px){.pay{grid-template-columns:1fr 1fr;gap:56px;padding-top:64px}}
        .total{font-size:2.4rem;font-weight:700;line-height:1.15;margin:4px 0 20px}
        .mode{background:#ffde92;color:#5b3a00;border-radius:6px;padding:1px 8px;font-size:.75rem;font-weight:700;margin-left:8px;vertical-align:2px}
        .line{display:flex;justify-content:space-between;gap:16px;padding:12px 0;border-top:1px solid var(--line)}
        .line b{font-weight:600}.line span:last-child{white-space:nowrap}.sum{font-weight:700}
        .wide{width:100%;padding:14px;font-size:1.05rem;margin-top:4px}.back{text-align:center;margin-top:14px}
        .hints{border-top:1px solid var(--line);margin-top:18px;padding-top:14px}.hints button{margin:0 6px 8px 0}
        .field{margin-bottom:14px}.centre{max-width:520px;margin:8vh auto;padding:0 16px}
        """;

    private const string Script = """
        for (const b of document.querySelectorAll('[data-card]')) b.addEventListener('click', () => { const c = document.getElementById('card'); c.value = b.dataset.card; c.focus(); });
        const form = document.getElementById('pay'), button = document.getElementById('submit');
        form.addEventListener('submit', () => { button.disabled = true; button.textContent = 'Processing…'; });
        addEventListener('pageshow', e => { if (e.persisted) location.reload(); });
        """;

    public static Task FormAsync(HttpContext context, string merchant, JsonObject session, JsonObject pending, string? problem, int status)
    {
        var setup = session["mode"]!.GetValue<string>() == "setup";
        var currency = session["currency"]?.GetValue<string>() ?? "usd";
        var total = setup ? "" : Currencies.Show(session["amount_total"]!.GetValue<long>(), currency);
        var verb = setup ? "Save card" : $"Pay {total}";
        var alert = problem is null ? Html.Empty : Html.Of($"""<div class="alert" role="alert">{problem}</div>""");
        var email = session["customer_email"]?.GetValue<string>() ?? "";
        var cancel = session["cancel_url"]?.GetValue<string>() is { } url
            ? Html.Of($"""<p class="back"><a href="{url}">Cancel and go back to {merchant}</a></p>""")
            : Html.Empty;
        return Page.WriteAsync(context, $"{verb} · {merchant}", Html.Of($"""
            <main class="pay">
            <section aria-label="Order summary">
            <p class="soft">{merchant}<span class="mode">TEST MODE</span></p>
            <h1>{(setup ? "Save your card" : "Complete your payment")}</h1>
            {(setup ? new Html("<p class=\"soft\">Nothing is charged today.</p>") : Html.Of($"<p class=\"total\">{total}</p>"))}
            {Lines(session, pending, currency)}
            </section>
            <section class="card" aria-label="Card details">
            <h2>{(setup ? "Card details" : "Pay with card")}</h2>
            {alert}
            <form method="post" id="pay">
            <div class="field"><label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="email" value="{email}"></div>
            <div class="field"><label for="card">Card number</label><input id="card" name="card" inputmode="numeric" autocomplete="cc-number" placeholder="4242 4242 4242 4242" required maxlength="23"></div>
            <div class="row field">
            <div><label for="exp">Expiry</label><input id="exp" name="exp" inputmode="numeric" autocomplete="cc-exp" placeholder="12 / 34"></div>
            <div><label for="cvc">Security code</label><input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="123"></div>
            </div>
            <button class="wide" id="submit" type="submit">{verb}</button>
            </form>
            {cancel}
            <div class="hints">
            <p class="small soft">No real money moves here. Pick a test card:</p>
            <button type="button" class="plain slim" data-card="4242 4242 4242 4242">Succeeds</button><button type="button" class="plain slim" data-card="4000 0000 0000 0002">Is declined</button><button type="button" class="plain slim" data-card="4000 0000 0000 9995">Has no funds</button><button type="button" class="plain slim" data-card="4000 0025 0000 3155">Asks for 3-D Secure</button>
            </div>
            </section>
            </main>
            """), Style, Script, status);
    }

    public static Task ChallengeAsync(HttpContext context, string merchant, string amount, string back) =>
        Page.WriteAsync(context, "Confirm the payment · Test bank", Html.Of($"""
            <main class="centre"><section class="card">
            <p class="soft">Test bank · 3-D Secure</p>
            <h1>Is this payment yours?</h1>
            <p>{merchant} asks for <b>{amount}</b> from your card.</p>
            <form method="post" action="{back}" class="row">
            <button name="result" value="complete">Complete</button>
            <button name="result" value="fail" class="plain">Fail</button>
            </form>
            </section></main>
            """), Style);

    public static Task EndAsync(HttpContext context, string merchant, JsonObject session)
    {
        var paid = session["status"]!.GetValue<string>() == "complete";
        var link = (paid ? CheckoutSessions.SuccessUrl(session) : session["cancel_url"]?.GetValue<string>()) is { } url
            ? Html.Of($"""<p><a class="button" href="{url}">Back to {merchant}</a></p>""")
            : Html.Empty;
        return Page.WriteAsync(context, paid ? "Already paid" : "Payment link expired", Html.Of($"""
            <main class="centre"><section class="card">
            <h1>{(paid ? "This is already paid" : "This payment page has expired")}</h1>
            <p>{(paid ? "Nothing more is due here; you will not be charged twice." : "You have not been charged. Ask for a new payment link to try again.")}</p>
            {link}
            </section></main>
            """), Style, null, paid ? 200 : 410);
    }

    public static Task UnknownAsync(HttpContext context) => Page.WriteAsync(context, "Not found", new Html("""
        <main class="centre"><section class="card"><h1>There is no such payment page</h1><p>Check that the whole link was copied.</p></section></main>
        """), Style, null, 404);

    private static Html Lines(JsonObject session, JsonObject pending, string currency)
    {
        var details = pending["details"]!.AsArray();
        var lines = session["line_items"]!["data"]!.AsArray().Select((line, i) =>
        {
            var quantity = line!["quantity"]!.GetValue<long>();
            var text = details[i]?.GetValue<string>();
            var note = quantity > 1 ? $"{quantity.ToString(CultureInfo.InvariantCulture)} × {Currencies.Show(line["price"]!["unit_amount"]!.GetValue<long>(), currency)}" : "";
            return Html.Of($"""
                <div class="line"><span><b>{line["description"]!.GetValue<string>()}</b><br><span class="small soft">{text} {note}</span></span><span>{Currencies.Show(line["amount_total"]!.GetValue<long>(), currency)}</span></div>
                """);
        }).ToList();
        return lines.Count == 0 ? Html.Empty : Html.Of($"""
            {Html.Join(lines)}
            <div class="line sum"><span>Total due today</span><span>{Currencies.Show(session["amount_total"]!.GetValue<long>(), currency)}</span></div>
            """);
    }
}
