using System.Globalization;
using System.Text.Json;
using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Reads Stripe objects without believing that any part is there.</summary>
internal static class StripeJson
{
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static JsonElement? Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>A reference is an id, or the object itself where it was expanded.</summary>
    public static string? Reference(this JsonElement element, string name) => element.Text(name) ?? element.Child(name)?.Text("id");

    /// <summary>The objects of a list; none where there is no list.</summary>
    public static List<JsonElement> Items(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : [];

    public static long? Number(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number) ? number : null;

    public static Money? Amount(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var minorUnits)
            && Currency.TryParse(element.Text("currency"), out var currency)
            ? new Money(minorUnits, currency)
            : null;

    /// <summary>Our payment's id as we attached it.</summary>
    public static Guid? PaymentId(this JsonElement element) =>
        Guid.TryParse(element.Child("metadata")?.Text("payment_id") ?? element.Text("client_reference_id"), CultureInfo.InvariantCulture, out var id) ? id : null;
}
