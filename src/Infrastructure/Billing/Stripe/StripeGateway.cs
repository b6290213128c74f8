using System.Globalization;
using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Stripe Checkout in payment mode. <see href="https://docs.stripe.com/api/checkout/sessions"/></summary>
internal sealed class StripeGateway(StripeClient client, IOptions<StripeOptions> options, TimeProvider time) : IPaymentGateway
{
    public string Provider => "stripe";

    public async Task<Result<HostedPage>> OpenPageAsync(HostedPageRequest request, CancellationToken ct)
    {
        var opened = await client.PostAsync("checkout/sessions", SessionForm(request), request.IdempotencyKey, ct);
        return opened.Error is { } error ? error : StripeSessions.ToPage(opened.Value);
    }

    public async Task<Result<HostedPage>> FindPageAsync(string sessionId, CancellationToken ct)
    {
        var session = await client.GetAsync(StripeSessions.Path(sessionId), ct);
        return session.Error is { } error ? error : StripeSessions.ToPage(session.Value);
    }

    public async Task<Result<Done>> ClosePageAsync(string sessionId, CancellationToken ct)
    {
        var closed = await client.PostAsync($"checkout/sessions/{Uri.EscapeDataString(sessionId)}/expire", [], idempotencyKey: null, ct);
        if (closed.IsSuccess)
            return Done.Value;
        if (closed.Error.Kind == ErrorKind.Unavailable)
            return closed.Error;

        // Refused: it is not open any more, which is what was asked for, unless Stripe says otherwise.
        var now = await FindPageAsync(sessionId, ct);
        if (now.Error is { } unknown)
            return unknown;
        return now.Value.State == HostedPageState.Open ? closed.Error : Done.Value;
    }

    public Result<GatewayEvent> VerifyEvent(ReadOnlyMemory<byte> body, string? signature)
    {
        var stripe = options.Value;
        if (!StripeSignature.IsValid(signature, body.Span, stripe.WebhookSecrets, time.GetUtcNow(), stripe.SignatureTolerance))
            return BillingErrors.SignatureInvalid;
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Text("id") is { Length: > 0 and <= 255 } id && json.RootElement.Text("type") is { Length: > 0 and <= 100 } type
                ? new GatewayEvent(id, type)
                : BillingErrors.EventMalformed;
        }
        catch (JsonException)
        {
            return BillingErrors.EventMalformed;
        }
    }

    public async Task<Result<GatewayFact>> ExplainAsync(string type, string payload, CancellationToken ct)
    {
        using var json = JsonDocument.Parse(payload);
        if (json.RootElement.Child("data")?.Child("object") is not { } subject || subject.Text("id") is not { Length: > 0 } id)
            return new GatewayFact.Irrelevant("The event is about nothing.");
        return type switch
        {
            "checkout.session.completed" or "checkout.session.async_payment_succeeded" or "checkout.session.async_payment_failed"
                or "checkout.session.expired" => (await client.GetAsync(StripeSessions.Path(id), ct)).Map(session => StripeSessions.Explain(session, type)),
            "payment_intent.succeeded" or "payment_intent.payment_failed" or "payment_intent.canceled" =>
                (await client.GetAsync($"payment_intents/{Uri.EscapeDataString(id)}", ct)).Map(StripeIntents.Explain),
            _ when NeedsStaff(type) => new GatewayFact.NeedsStaff($"{type} for {id} was decided at Stripe and is not booked here."),
            _ => new GatewayFact.Irrelevant($"Nothing follows from {type}."),
        };
    }

    /// <summary>Money that moves back by a decision taken outside: a refund from the dashboard, a dispute.</summary>
    private static bool NeedsStaff(string type) =>
        type.StartsWith("charge.dispute.", StringComparison.Ordinal) || type is "charge.refunded" or "refund.created" or "refund.failed";

    private static List<KeyValuePair<string, string>> SessionForm(HostedPageRequest request)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("mode", "payment"),
            new("client_reference_id", request.PaymentId.ToString()),
            new("success_url", request.SuccessUrl.AbsoluteUri + "?session_id={CHECKOUT_SESSION_ID}"),
            new("cancel_url", request.CancelUrl.AbsoluteUri),
            new("expires_at", request.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new("line_items[0][quantity]", "1"),
            new("line_items[0][price_data][currency]", request.Amount.Currency.Code.ToLowerInvariant()),
            new("line_items[0][price_data][unit_amount]", request.Amount.MinorUnits.ToString(CultureInfo.InvariantCulture)),
            new("line_items[0][price_data][product_data][name]", request.Description),
        ];
        if (request.CustomerEmail is { } email)
            form.Add(new("customer_email", email));

        // On both objects: their events come in any order, and each has to name the payment by itself.
        foreach (var owner in new[] { "metadata", "payment_intent_data[metadata]" })
        {
            form.Add(new($"{owner}[payment_id]", request.PaymentId.ToString()));
            if (request is { InvoiceId: { } invoice, InvoiceNumber: { } number })
            {
                form.Add(new($"{owner}[invoice_id]", invoice.ToString()));
                form.Add(new($"{owner}[invoice_number]", number));
            }
        }

        return form;
    }
}
