using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

internal static class StripeList
{
    /// <summary>Newest first, paged by id.</summary>
    public static JsonObject Of(IEnumerable<JsonObject> oldestFirst, StripeForm form, string url)
    {
        var limit = form.Integer("limit") ?? 10;
        if (limit is < 1 or > 100)
            throw StripeRefusal.Invalid("This value must be between 1 and 100 (inclusive).", "limit", "parameter_invalid_integer");
        var items = oldestFirst.Reverse().Where(i => InTime(i, form)).ToList();
        if (form.Text("starting_after") is { } after)
            items = items.Skip(IndexOf(items, after, "starting_after") + 1).ToList();
        else if (form.Text("ending_before") is { } before)
            items = items.Take(IndexOf(items, before, "ending_before")).TakeLast((int)limit).ToList();
        return new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. items.Take((int)limit).Select(i => i.DeepClone())]),
            ["has_more"] = items.Count > limit,
            ["url"] = url,
        };
    }

    private static int IndexOf(List<JsonObject> items, string id, string param)
    {
        var index = items.FindIndex(i => i["id"]!.GetValue<string>() == id);
        return index >= 0 ? index : throw StripeRefusal.Missing("object", id, param);
    }

    private static bool InTime(JsonObject item, StripeForm form)
    {
        if (form.Node("created") is not { } created || item["created"]?.GetValue<long>() is not { } at)
            return true;
        if (created.Value is not null)
            return form.Integer("created") is not { } exactly || at == exactly;
        return (created.Integer("gt") is not { } gt || at > gt) && (created.Integer("gte") is not { } gte || at >= gte) &&
            (created.Integer("lt") is not { } lt || at < lt) && (created.Integer("lte") is not { } lte || at <= lte);
    }
}
