using System.Globalization;
using System.Text.Json;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Reads Stripe objects without believing that any part is there.</summary>
internal static class StripeJson
{
    /// <summary>A reference is an id, or the object itself where it was expanded.</summary>
    public static string? Reference(this JsonElement element, string name) => element.Text(name) ?? element.Child(name)?.Text("id");

    /// <summary>Our payment's id as we attached it.</summary>
    public static Guid? PaymentId(this JsonElement element) =>
        Guid.TryParse(element.Child("metadata")?.Text("payment_id") ?? element.Text("client_reference_id"), CultureInfo.InvariantCulture, out var id) ? id : null;
}
