using System.Text.Json;
using EzSolutions.Application.Billing;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Reads Checkout Sessions.</summary>
internal static class StripeSessions
{
    public static string Path(string sessionId) => $"checkout/sessions/{Uri.EscapeDataString(sessionId)}?expand[]=payment_intent.{StripeIntents.WithFee}";

    public static HostedPage ToPage(JsonElement session)
    {
        var state = session.Text("status") switch
        {
            "open" => HostedPageState.Open,
            "complete" => HostedPageState.Complete,
            _ => HostedPageState.Expired,
        };
        var url = state == HostedPageState.Open && Uri.TryCreate(session.Text("url"), UriKind.Absolute, out var page) ? page : null;
        return new HostedPage(session.Text("id") ?? "", state, url, Captured(session));
    }

    public static GatewayFact Explain(JsonElement session, string type)
    {
        if (Captured(session) is { } money)
            return new GatewayFact.Captured(money);
        return (session.Text("status"), type) switch
        {
            ("expired", _) => new GatewayFact.PageExpired(session.PaymentId()),
            (_, "checkout.session.async_payment_failed") => new GatewayFact.Declined(session.PaymentId(), "The bank did not make the payment.", Final: true),
            _ => new GatewayFact.Irrelevant("The page is done, the money is still on its way; another event will tell."),
        };
    }

    /// <summary>What has really arrived: by the payment intent where it is expanded, which counts partial captures too.</summary>
    private static CapturedMoney? Captured(JsonElement session)
    {
        if (session.Text("payment_status") != "paid" || session.Reference("payment_intent") is not { } intent)
            return null;
        var paid = session.Child("payment_intent");
        var amount = paid?.Amount("amount_received") ?? session.Amount("amount_total");
        return amount is { } money ? new CapturedMoney(intent, session.PaymentId(), money) { Fee = paid is { } known ? StripeIntents.Fee(known) : null } : null;
    }
}
