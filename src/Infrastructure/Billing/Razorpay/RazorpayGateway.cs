using System.Globalization;
using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Razorpay;

/// <summary>
/// Razorpay orders and hosted checkout. An order is our page: it never expires and cannot be closed, so money that arrives late is booked as any
/// other. <see href="https://razorpay.com/docs/payments/payment-gateway/web-integration/hosted/"/>
/// </summary>
internal sealed partial class RazorpayGateway(RazorpayClient client, IOptions<RazorpayOptions> options) : IPaymentGateway
{
    public string Provider => "razorpay";

    public string DisplayName => "UPI, cards, netbanking (Razorpay)";

    public int Rank => -1;

    public bool Takes(Currency currency) => options.Value.TakesCurrency(currency.Code);

    public async Task<Result<HostedPage>> OpenPageAsync(HostedPageRequest request, CancellationToken ct)
    {
        // P02: orders know no idempotency key; the receipt is ours, so what was made before is found by it.
        var known = await client.GetAsync($"orders?count=1&receipt={Uri.EscapeDataString(request.IdempotencyKey)}", ct);
        if (known.Error is { } error)
            return error;
        if (known.Value.Items("items") is [var order, ..])
            return await PageAsync(order, ct);

        var notes = new Dictionary<string, string>(StringComparer.Ordinal) { ["payment_id"] = request.PaymentId.ToString() };
        if (request is { InvoiceId: { } invoice, InvoiceNumber: { } number })
            (notes["invoice_id"], notes["invoice_number"]) = (invoice.ToString(), number);
        var made = await client.PostAsync(
            "orders",
            new { amount = request.Amount.ToAsk(), currency = request.Amount.Currency.Code, receipt = request.IdempotencyKey, notes },
            refundKey: null, ct);
        return made.Error is { } refused ? refused : await PageAsync(made.Value, ct);
    }

    public async Task<Result<HostedPage>> FindPageAsync(string sessionId, CancellationToken ct)
    {
        var order = await client.GetAsync(PathOf("orders", sessionId), ct);
        return order.Error is { } error ? error : await PageAsync(order.Value, ct);
    }

    public Task<Result<Done>> ClosePageAsync(string sessionId, CancellationToken ct) => Task.FromResult(Result.Done);

    public HostedForm? FormFor(HostedPageRequest request, string sessionId)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["key_id"] = options.Value.KeyId,
            ["order_id"] = sessionId,
            ["amount"] = request.Amount.ToAsk().ToString(CultureInfo.InvariantCulture),
            ["currency"] = request.Amount.Currency.Code,
            ["name"] = options.Value.MerchantName,
            ["description"] = request.Description,
            ["callback_url"] = request.SuccessUrl.AbsoluteUri,
            ["cancel_url"] = request.CancelUrl.AbsoluteUri,
        };
        if (request.CustomerEmail is { } email)
            fields["prefill[email]"] = email;
        return new HostedForm(client.CheckoutAddress, fields);
    }

    public bool VerifyReturn(string sessionId, IReadOnlyDictionary<string, string> fields) =>
        fields.GetValueOrDefault("razorpay_order_id") == sessionId && fields.GetValueOrDefault("razorpay_payment_id") is { Length: > 0 } payment
        && RazorpaySignature.IsValidReturn(sessionId, payment, fields.GetValueOrDefault("razorpay_signature"), options.Value.KeySecret);

    public Result<GatewayEvent> VerifyEvent(SignedBody received)
    {
        if (!RazorpaySignature.IsValid(received.Signature, received.Body.Span, options.Value.WebhookSecrets))
            return BillingErrors.SignatureInvalid;
        try
        {
            using var json = JsonDocument.Parse(received.Body);
            return received.EventId is { Length: > 0 and <= 255 } id && json.RootElement.Text("event") is { Length: > 0 and <= 100 } type
                ? new GatewayEvent(id, type)
                : BillingErrors.EventMalformed;
        }
        catch (JsonException)
        {
            return BillingErrors.EventMalformed;
        }
    }

    public async Task<Result<GatewayRefund>> RefundAsync(GatewayRefundRequest request, CancellationToken ct)
    {
        var made = await client.PostAsync(
            $"{PathOf("payments", request.PaymentExternalId)}/refund",
            new
            {
                amount = request.Amount.MinorUnits,
                receipt = request.IdempotencyKey,
                notes = new Dictionary<string, string>(StringComparer.Ordinal) { ["refund_id"] = request.RefundId.ToString() },
            },
            request.IdempotencyKey, ct);
        if (made.Error is { } error)
            return error;
        return RazorpayEntities.Refund(made.Value) is { } refund ? refund : BillingErrors.GatewayUnavailable();
    }

    public async Task<Result<CapturedMoney?>> FindCaptureAsync(string externalId, CancellationToken ct)
    {
        var payment = await client.GetAsync(PathOf("payments", externalId), ct);
        if (payment.Error is { Kind: ErrorKind.Unavailable } away)
            return away;
        if (!payment.IsSuccess || !RazorpayEntities.IsCaptured(payment.Value))
            return Result<CapturedMoney?>.Success(null);
        var order = await OrderAsync(payment.Value, ct);
        return order.Error is { Kind: ErrorKind.Unavailable } later
            ? later
            : Result<CapturedMoney?>.Success(RazorpayEntities.Captured(payment.Value, order.IsSuccess ? order.Value : null));
    }

    public async Task<Result<CapturePage>> ListCapturesAsync(DateTimeOffset from, DateTimeOffset to, string? after, CancellationToken ct)
    {
        const int size = 100;
        var skip = int.TryParse(after, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
        var listed = await client.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"payments?from={from.ToUnixTimeSeconds()}&to={to.ToUnixTimeSeconds() - 1}&count={size}&skip={skip}"), ct);
        if (listed.Error is { } error)
            return error;
        var payments = listed.Value.Items("items");
        return new CapturePage(
            [.. payments.Select(p => RazorpayEntities.Captured(p, null)).OfType<CapturedMoney>()],
            payments.Count == size ? (skip + size).ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>An order as it is now; a late authorisation on it is captured here and now, else Razorpay would send the money back.</summary>
    private async Task<Result<HostedPage>> PageAsync(JsonElement order, CancellationToken ct)
    {
        var id = order.Text("id") ?? "";
        if (order.Text("status") == "created")
            return new HostedPage(id, HostedPageState.Open, client.CheckoutAddress, null);

        var payments = await client.GetAsync($"{PathOf("orders", id)}/payments", ct);
        if (payments.Error is { } error)
            return error;
        var items = payments.Value.Items("items");
        var captured = items.Select(p => RazorpayEntities.Captured(p, order)).FirstOrDefault(m => m is not null);
        if (captured is null && items.Find(p => p.Text("status") == "authorized") is { ValueKind: JsonValueKind.Object } late)
        {
            var taken = await CaptureAsync(late, order, ct);
            if (taken.Error is { Kind: ErrorKind.Unavailable } away)
                return away;
            captured = taken.IsSuccess ? taken.Value : null;
        }

        return captured is null
            ? new HostedPage(id, HostedPageState.Open, client.CheckoutAddress, null)
            : new HostedPage(id, HostedPageState.Complete, null, captured);
    }

    private Task<Result<JsonElement>> OrderAsync(JsonElement payment, CancellationToken ct) => payment.Text("order_id") is { } order
        ? client.GetAsync(PathOf("orders", order), ct)
        : Task.FromResult(Result<JsonElement>.Failure(BillingErrors.GatewayRefused));

    private static string PathOf(string kind, string id) => $"{kind}/{Uri.EscapeDataString(id)}";
}
