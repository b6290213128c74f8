using System.Globalization;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.PaymentMethods;
using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>
/// Cards kept at Stripe: Checkout in setup mode, off-session payment intents, the billing portal.
/// <see href="https://docs.stripe.com/payments/save-and-reuse"/>
/// </summary>
internal sealed class StripeCards(StripeClient client) : ISavedMethodGateway
{
    public string Provider => StripeGateway.Name;

    public async Task<Result<string>> EnsureCustomerAsync(string idempotencyKey, Guid customerId, string email, string name, CancellationToken ct)
    {
        var made = await client.PostAsync(
            "customers", [new("email", email), new("name", name), new("metadata[customer_id]", customerId.ToString())], idempotencyKey, ct);
        if (made.Error is { } error)
            return error;
        return made.Value.Text("id") is { } id ? id : BillingErrors.GatewayUnavailable();
    }

    public async Task<Result<Uri>> OpenSetupPageAsync(string gatewayCustomer, Uri successUrl, Uri cancelUrl, CancellationToken ct) => Address(
        await client.PostAsync(
            "checkout/sessions",
            [
                new("mode", "setup"),
                new("customer", gatewayCustomer),
                new("payment_method_types[]", "card"),
                new("success_url", successUrl.AbsoluteUri),
                new("cancel_url", cancelUrl.AbsoluteUri),
            ],
            idempotencyKey: null, ct));

    public async Task<Result<Uri>> OpenPortalAsync(string gatewayCustomer, Uri returnUrl, CancellationToken ct) => Address(
        await client.PostAsync("billing_portal/sessions", [new("customer", gatewayCustomer), new("return_url", returnUrl.AbsoluteUri)], idempotencyKey: null, ct));

    public async Task<Result<Done>> RemoveAsync(string methodId, CancellationToken ct)
    {
        var detached = await client.PostAsync($"payment_methods/{Uri.EscapeDataString(methodId)}/detach", [], idempotencyKey: null, ct);

        // A refusal means that it is attached to nobody, which is what was asked for.
        return detached.Error is { Kind: ErrorKind.Unavailable } away ? away : Done.Value;
    }

    public async Task<Result<CapturedMoney?>> ChargeAsync(SavedCharge charge, CancellationToken ct)
    {
        var intent = await client.PostAsync(
            "payment_intents",
            [
                new("amount", charge.Amount.ToAsk().ToString(CultureInfo.InvariantCulture)),
                new("currency", charge.Amount.Currency.Code.ToLowerInvariant()),
                new("customer", charge.GatewayCustomer),
                new("payment_method", charge.MethodId),
                new("payment_method_types[]", "card"),
                new("confirm", "true"),
                new("off_session", "true"),
                new("description", $"Invoice {charge.InvoiceNumber}"),
                new("metadata[payment_id]", charge.PaymentId.ToString()),
                new("metadata[invoice_id]", charge.InvoiceId.ToString()),
                new("metadata[invoice_number]", charge.InvoiceNumber),
                new("expand[]", StripeIntents.WithFee),
            ],
            charge.IdempotencyKey, ct);
        if (intent.Error is { } error)
            return error;
        return intent.Value.Text("status") switch
        {
            "succeeded" when StripeIntents.Captured(intent.Value) is { } money => Result<CapturedMoney?>.Success(money),
            "requires_action" => PaymentMethodErrors.NeedsCustomer,
            "processing" => Result<CapturedMoney?>.Success(null),
            _ => PaymentMethodErrors.Declined("The card was declined."),
        };
    }

    public async Task<Result<CapturedMoney?>> FindChargeAsync(string gatewayCustomer, Guid paymentId, DateTimeOffset since, CancellationToken ct)
    {
        var created = (since - TimeSpan.FromMinutes(5)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var listed = await client.GetAsync(
            $"payment_intents?limit=100&customer={Uri.EscapeDataString(gatewayCustomer)}&created[gte]={created}&expand[]=data.{StripeIntents.WithFee}", ct);
        if (listed.Error is { } error)
            return error;
        return Result<CapturedMoney?>.Success(listed.Value.Items("data").Select(StripeIntents.Captured).FirstOrDefault(m => m?.PaymentId == paymentId));
    }

    private static Result<Uri> Address(Result<System.Text.Json.JsonElement> session)
    {
        if (session.Error is { } error)
            return error;
        return Uri.TryCreate(session.Value.Text("url"), UriKind.Absolute, out var url) ? url : BillingErrors.GatewayUnavailable();
    }
}
