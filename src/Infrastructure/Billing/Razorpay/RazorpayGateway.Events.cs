using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Billing.Razorpay;

/// <content>What events mean, by the present state of what they are about.</content>
internal sealed partial class RazorpayGateway
{
    public async Task<Result<GatewayFact>> ExplainAsync(string type, string payload, CancellationToken ct)
    {
        using var json = JsonDocument.Parse(payload);
        var subjects = json.RootElement.Child("payload");
        var (kind, path) = type switch
        {
            _ when type.StartsWith("payment.dispute.", StringComparison.Ordinal) => ("dispute", "disputes"),
            _ when type.StartsWith("refund.", StringComparison.Ordinal) => ("refund", "refunds"),
            "payment.authorized" or "payment.captured" or "payment.failed" or "order.paid" => ("payment", "payments"),
            _ => ("", ""),
        };
        if (kind.Length == 0)
            return new GatewayFact.Irrelevant($"Nothing follows from {type}.");
        if (subjects?.Child(kind)?.Child("entity")?.Text("id") is not { } id)
            return new GatewayFact.Irrelevant("The event is about nothing.");

        var found = await client.GetAsync(PathOf(path, id), ct);
        if (found.Error is { } error)
            return error;
        return kind switch
        {
            "dispute" => RazorpayEntities.Dispute(found.Value),
            "refund" => RazorpayEntities.Refund(found.Value) is { } refund
                ? new GatewayFact.Refunded([refund])
                : new GatewayFact.NeedsStaff($"Refund {id} belongs to no payment."),
            _ => await ExplainPaymentAsync(found.Value, ct),
        };
    }

    private async Task<Result<GatewayFact>> ExplainPaymentAsync(JsonElement payment, CancellationToken ct)
    {
        if (payment.Text("order_id") is null)
            return new GatewayFact.NeedsStaff($"Payment {payment.Text("id")} was made without an order of ours; Razorpay sends such money back by itself.");
        var order = await OrderAsync(payment, ct);
        if (order.Error is { } error)
            return error;
        if (RazorpayEntities.Captured(payment, order.Value) is { } money)
            return new GatewayFact.Captured(money);
        switch (payment.Text("status"))
        {
            case "authorized":
                var taken = await CaptureAsync(payment, order.Value, ct);
                if (taken.Error is { Kind: ErrorKind.Unavailable } away)
                    return away;
                return taken.IsSuccess && taken.Value is { } late
                    ? new GatewayFact.Captured(late)
                    : new GatewayFact.Irrelevant("Authorised on an order that is paid already: Razorpay sends it back by itself.");
            case "failed":
                return new GatewayFact.Declined(order.Value.Noted("payment_id"), RazorpayEntities.WhyFailed(payment), Final: false);
            default:
                return new GatewayFact.Irrelevant($"The payment is {payment.Text("status")}; nothing follows yet.");
        }
    }

    /// <summary>O01: late authorisation counts. Capturing twice is refused by Razorpay, and then it is captured, which is what was asked for.</summary>
    private async Task<Result<CapturedMoney?>> CaptureAsync(JsonElement payment, JsonElement order, CancellationToken ct)
    {
        if (payment.Text("id") is not { } id || payment.Amount("amount") is not { } amount)
            return BillingErrors.GatewayRefused;
        var captured = await client.PostAsync(
            $"{PathOf("payments", id)}/capture", new { amount = amount.MinorUnits, currency = amount.Currency.Code }, refundKey: null, ct);
        if (captured.Error is { Kind: ErrorKind.Unavailable } unknown)
            return unknown;
        if (captured.IsSuccess)
            return Result<CapturedMoney?>.Success(RazorpayEntities.Captured(captured.Value, order));

        var now = await client.GetAsync(PathOf("payments", id), ct);
        return now.Error is { } error ? error : Result<CapturedMoney?>.Success(RazorpayEntities.Captured(now.Value, order));
    }
}
