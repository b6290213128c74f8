using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Pages;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>Billing portal sessions and the page behind them: look at, add, choose and remove saved cards.</summary>
internal sealed class BillingPortal(StripeStore store, StripeEvents events, Payments payments)
{
    public void Map(StripeRoutes routes) => routes.Post(
        "/v1/billing_portal/sessions", new StripeParams("customer", "return_url", "locale", "configuration"), Create);

    /// <summary>The cards attached to the session's customer, newest last; null when there is no such session.</summary>
    public (JsonObject Session, IReadOnlyList<JsonObject> Cards, string? Default)? Look(string id)
    {
        if (store.Find(StripeKind.PortalSession, id) is not { } session)
            return null;
        var customer = session["customer"]!.GetValue<string>();
        var chosen = store.Find(StripeKind.Customer, customer)?["invoice_settings"]?["default_payment_method"]?.GetValue<string>();
        return (session, [.. store.All(StripeKind.PaymentMethod).Where(m => m["customer"]?.GetValue<string>() == customer)], chosen);
    }

    /// <returns>What the page has to say about it, if anything.</returns>
    public string? Act(JsonObject session, string action, string value)
    {
        var customer = session["customer"]!.GetValue<string>();
        switch (action)
        {
            case "add" when TestCard.Digits(value) is { Length: >= 12 and <= 19 } number:
                if (TestCard.AskForSetup(number) is { Approved: false } verdict)
                    return verdict.Message;
                var method = payments.CreateMethod(number, null, null);
                store.KeepNumber(method["id"]!.GetValue<string>(), number, authenticated: true);
                payments.Attach(method, customer, null);
                return null;
            case "add":
                return "Your card number is incomplete.";
            case "remove" when store.Find(StripeKind.PaymentMethod, value) is { } gone && gone["customer"]?.GetValue<string>() == customer:
                gone["customer"] = null;
                store.Put(StripeKind.PaymentMethod, gone);
                events.Emit("payment_method.detached", gone);
                return null;
            case "default" when store.Find(StripeKind.Customer, customer) is { } owner:
                owner["invoice_settings"] = new JsonObject { ["default_payment_method"] = value };
                store.Put(StripeKind.Customer, owner);
                events.Emit("customer.updated", owner);
                return null;
            default:
                return "That did not work.";
        }
    }

    private StripeAnswer Create(StripeCall call)
    {
        var customer = call.Form.Required("customer");
        store.Get(StripeKind.Customer, customer, "customer");
        var session = store.Create(StripeKind.PortalSession);
        session["configuration"] = "bpc_sandbox";
        session["customer"] = customer;
        session["locale"] = call.Form.Text("locale");
        session["return_url"] = call.Form.Text("return_url");
        session["url"] = call.Url($"portal/{session["id"]!.GetValue<string>()}");
        return store.Put(StripeKind.PortalSession, session);
    }
}

internal static class PortalPage
{
    public static void MapPortal(this WebApplication app)
    {
        app.MapGet("/stripe/portal/{id}", (HttpContext context, BillingPortal portal, string id) => ShowAsync(context, portal, id, null));
        app.MapPost("/stripe/portal/{id}", async (HttpContext context, BillingPortal portal, StripeStore store, WebhookSender sender, string id) =>
        {
            if (portal.Look(id) is not { } known)
            {
                await HostedPage.UnknownAsync(context);
                return;
            }

            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
            var problem = store.Journal.Transact(() => portal.Act(known.Session, form?["action"].ToString() ?? "", form?["value"].ToString() ?? ""));
            sender.Wake();
            await ShowAsync(context, portal, id, problem);
        });
    }

    private static Task ShowAsync(HttpContext context, BillingPortal portal, string id, string? problem)
    {
        if (portal.Look(id) is not var (session, cards, chosen))
            return HostedPage.UnknownAsync(context);
        var alert = problem is null ? Html.Empty : Html.Of($"""<div class="alert" role="alert">{problem}</div>""");
        var back = session["return_url"]?.GetValue<string>() is { } url ? Html.Of($"""<p><a href="{url}">Back</a></p>""") : Html.Empty;
        return Page.WriteAsync(context, "Your cards", Html.Of($"""
            <main style="max-width:560px;margin:8vh auto;padding:0 16px"><section class="card">
            <h1>Your cards</h1>
            {alert}
            {Html.Join([.. cards.Select(card => Row(card, chosen))])}
            <form method="post"><input type="hidden" name="action" value="add">
            <label for="value">Add a card</label><input id="value" name="value" inputmode="numeric" placeholder="4242 4242 4242 4242" required>
            <button type="submit">Save card</button></form>
            {back}
            </section></main>
            """), "", null, problem is null ? 200 : 402);
    }

    private static Html Row(JsonObject card, string? chosen)
    {
        var id = card["id"]!.GetValue<string>();
        var mark = id == chosen ? new Html("""<span class="chip">default</span>""") : new Html("""<button class="plain slim" name="action" value="default">Make default</button>""");
        return Html.Of($"""
            <form method="post" class="row"><input type="hidden" name="value" value="{id}">
            <span>{card["card"]!["brand"]!.GetValue<string>()} ending in {card["card"]!["last4"]!.GetValue<string>()}</span>
            {mark} <button class="plain slim" name="action" value="remove">Remove</button></form>
            """);
    }
}
