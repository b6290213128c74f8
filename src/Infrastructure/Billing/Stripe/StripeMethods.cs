using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Domain.Billing.PaymentMethods;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Reads saved cards by their present state: attached to a customer, or to nobody any more.</summary>
internal static class StripeMethods
{
    public static GatewayFact Explain(JsonElement method)
    {
        if (method.Text("id") is not { } id)
            return new GatewayFact.Irrelevant("The event is about nothing.");
        if (method.Reference("customer") is not { } customer)
            return new GatewayFact.MethodRemoved(id);
        return method.Child("card") is { } card
            ? new GatewayFact.MethodSaved(customer, Card(id, card))
            : new GatewayFact.Irrelevant($"A payment method of type {method.Text("type")} is not offered here.");
    }

    public static GatewayFact ExplainCustomer(JsonElement customer) =>
        customer.Text("id") is { } id && customer.Child("invoice_settings")?.Reference("default_payment_method") is { } method
            ? new GatewayFact.DefaultChosen(id, method)
            : new GatewayFact.Irrelevant("The customer has no default card.");

    private static SavedCard Card(string id, JsonElement card) => new(
        id, card.Text("brand") ?? "", card.Text("last4") ?? "", (int)(card.Number("exp_month") ?? 0), (int)(card.Number("exp_year") ?? 0));
}
