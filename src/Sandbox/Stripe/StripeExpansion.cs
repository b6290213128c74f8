using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>Replaces ids by objects for <c>expand[]</c>.</summary>
internal static class StripeExpansion
{
    public static JsonObject Apply(StripeStore store, JsonObject answer, StripeForm form)
    {
        var shown = answer.DeepClone().AsObject();
        var paths = form.Node("expand")?.Items.Select(i => i.Value ?? "").ToList() ?? [];
        foreach (var path in paths)
        {
            if (path.Split('.').Length > 4)
                throw StripeRefusal.Invalid("You cannot expand more than 4 levels of a property", "expand");
            Expand(store, shown, path.Split('.'), path);
        }

        if (!paths.Contains("line_items") && !paths.Contains("data.line_items"))
            HideLineItems(shown);
        return shown;
    }

    private static void Expand(StripeStore store, JsonObject at, ReadOnlySpan<string> path, string whole)
    {
        if (path.IsEmpty)
            return;
        if (path[0] == "data" && at["data"] is JsonArray items)
        {
            foreach (var item in items)
                Expand(store, item!.AsObject(), path[1..], whole);
            return;
        }

        if (path[0] == "line_items" && at.ContainsKey("line_items"))
            return;
        if (StripeKind.OfField(path[0]) is not { } kind || !at.ContainsKey(path[0]))
            throw StripeRefusal.Invalid($"This property cannot be expanded ({path[0]}).", "expand");
        if (at[path[0]] is JsonValue id && store.Find(kind, id.GetValue<string>()) is { } found)
            at[path[0]] = found;
        if (at[path[0]] is JsonObject nested)
            Expand(store, nested, path[1..], whole);
    }

    private static void HideLineItems(JsonObject shown)
    {
        if (shown["object"]?.GetValue<string>() == StripeKind.Session.Object)
            shown.Remove("line_items");
        if (shown["data"] is not JsonArray items)
            return;
        foreach (var item in items.OfType<JsonObject>())
            HideLineItems(item);
    }
}
