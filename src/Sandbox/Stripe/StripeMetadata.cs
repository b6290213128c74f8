using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

internal static class StripeMetadata
{
    private const int MostKeys = 50;
    private const int LongestKey = 40;
    private const int LongestValue = 500;

    /// <summary>Merged over what is there; an empty value removes a key.</summary>
    public static JsonObject Merge(JsonNode? before, StripeForm? form)
    {
        var merged = before?.DeepClone().AsObject() ?? [];
        if (form is null)
            return merged;
        if (!form.HasChildren)
            return [];
        foreach (var (key, value) in form.Children)
        {
            if (key.Length > LongestKey)
                throw StripeRefusal.Invalid($"Metadata keys can have up to {LongestKey} characters, but you passed in a key that is {key.Length} characters long: {key}", form.Path);
            if (value.Value is { Length: > LongestValue } text)
                throw StripeRefusal.Invalid($"Metadata values can have up to {LongestValue} characters, but you passed in a value that is {text.Length} characters long.", value.Path);
            if (string.IsNullOrEmpty(value.Value))
                merged.Remove(key);
            else
                merged[key] = value.Value;
        }

        return merged.Count <= MostKeys ? merged
            : throw StripeRefusal.Invalid($"You can have up to {MostKeys} metadata keys.", form.Path);
    }
}
