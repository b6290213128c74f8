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
    internal const string Name = "stripe";

    public string Provider => Name;

    public string DisplayName => "Card";

    public int Rank => 0;

    public bool Takes(Currency currency) => options.Value.TakesCurrency(currency.Code);

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

    public Result<GatewayEvent> VerifyEvent(SignedBody received)
    {
        var stripe = options.Value;
        if (!StripeSignature.IsValid(received.Signature, received.Body.Span, stripe.WebhookSecrets, time.GetUtcNow(), stripe.SignatureTolerance))
            return BillingErrors.SignatureInvalid;
        try
        {
            using var json = JsonDocument.Parse(received.Body);
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
            "checkout.session.completed" when subject.Text("mode") == "setup" => new GatewayFact.Irrelevant("The card itself is told of by another event."),
            "checkout.session.completed" or "checkout.session.async_payment_succeeded" or "checkout.session.async_payment_failed"
                or "checkout.session.expired" => (await client.GetAsync(StripeSessions.Path(id), ct)).Map(session => StripeSessions.Explain(session, type)),
            "payment_intent.succeeded" or "payment_intent.payment_failed" or "payment_intent.canceled" =>
                (await client.GetAsync(IntentPath(id), ct)).Map(StripeIntents.Explain),
            "charge.updated" => await ExplainSettledAsync(subject, ct),
            "charge.refunded" => (await client.GetAsync($"refunds?limit=100&charge={Uri.EscapeDataString(id)}", ct)).Map(StripeRefunds.ExplainAll),
            "refund.created" or "refund.updated" or "refund.failed" or "charge.refund.updated" =>
                (await client.GetAsync(PathOf("refunds", id), ct)).Map(StripeRefunds.Explain),
            _ when type.StartsWith("charge.dispute.", StringComparison.Ordinal) => (await client.GetAsync(PathOf("disputes", id), ct)).Map(StripeDisputes.Explain),
            "payment_method.attached" or "payment_method.detached" or "payment_method.updated" or "payment_method.automatically_updated" =>
                KnownOnly((await client.GetAsync(PathOf("payment_methods", id), ct)).Map(StripeMethods.Explain)),
            "customer.updated" => KnownOnly((await client.GetAsync(PathOf("customers", id), ct)).Map(StripeMethods.ExplainCustomer)),
            _ => new GatewayFact.Irrelevant($"Nothing follows from {type}."),
        };
    }

    /// <summary>Stripe settles a charge after its payment has succeeded, and says so by this event: from now on the fee is known.</summary>
    private async Task<Result<GatewayFact>> ExplainSettledAsync(JsonElement charge, CancellationToken ct)
    {
        if (charge.Reference("payment_intent") is not { } intent || charge.Reference("balance_transaction") is null)
            return new GatewayFact.Irrelevant("Nothing was settled.");
        return (await client.GetAsync(IntentPath(intent), ct)).Map(StripeIntents.Explain);
    }

    /// <summary>No money is in a card or a customer that Stripe does not know any more.</summary>
    private static Result<GatewayFact> KnownOnly(Result<GatewayFact> fact) =>
        fact.Error is null or { Kind: ErrorKind.Unavailable } ? fact : new GatewayFact.Irrelevant("Stripe does not know it any more.");

    public HostedForm? FormFor(HostedPageRequest request, string sessionId) => null;

    /// <summary>Stripe signs nothing that comes back with the browser.</summary>
    public bool VerifyReturn(string sessionId, IReadOnlyDictionary<string, string> fields) => false;

    public async Task<Result<GatewayRefund>> RefundAsync(GatewayRefundRequest request, CancellationToken ct)
    {
        var made = await client.PostAsync(
            "refunds",
            [
                new("payment_intent", request.PaymentExternalId),
                new("amount", request.Amount.MinorUnits.ToString(CultureInfo.InvariantCulture)),
                new("reason", "requested_by_customer"),
                new("metadata[refund_id]", request.RefundId.ToString()),
            ],
            request.IdempotencyKey, ct);
        if (made.Error is { } error)
            return error;
        return StripeRefunds.Read(made.Value) is { } refund ? refund : BillingErrors.GatewayUnavailable();
    }

    public async Task<Result<CapturedMoney?>> FindCaptureAsync(string externalId, CancellationToken ct)
    {
        var intent = await client.GetAsync(IntentPath(externalId), ct);
        if (intent.Error is { Kind: ErrorKind.Unavailable } away)
            return away;
        return Result<CapturedMoney?>.Success(intent.IsSuccess ? StripeIntents.Captured(intent.Value) : null);
    }

    public async Task<Result<CapturePage>> ListCapturesAsync(DateTimeOffset from, DateTimeOffset to, string? after, CancellationToken ct)
    {
        var query = string.Create(
            CultureInfo.InvariantCulture, $"payment_intents?limit=100&created[gte]={from.ToUnixTimeSeconds()}&created[lt]={to.ToUnixTimeSeconds()}&expand[]=data.{StripeIntents.WithFee}");
        if (after is not null)
            query += $"&starting_after={Uri.EscapeDataString(after)}";
        var listed = await client.GetAsync(query, ct);
        if (listed.Error is { } error)
            return error;
        var intents = listed.Value.Items("data");
        var more = listed.Value.TryGetProperty("has_more", out var has) && has.ValueKind == JsonValueKind.True;
        return new CapturePage(
            [.. intents.Select(StripeIntents.Captured).OfType<CapturedMoney>()], more && intents.Count > 0 ? intents[^1].Text("id") : null);
    }

    private static string IntentPath(string id) => $"{PathOf("payment_intents", id)}?expand[]={StripeIntents.WithFee}";

    private static string PathOf(string kind, string id) => $"{kind}/{Uri.EscapeDataString(id)}";

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
            new("line_items[0][price_data][unit_amount]", request.Amount.ToAsk().ToString(CultureInfo.InvariantCulture)),
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
