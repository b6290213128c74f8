using System.Text.Json.Nodes;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.AdaptiveCards;

internal static class AdaptiveActions
{
    /// <summary>What every host shows of one row of buttons; Teams leaves out what is over six.</summary>
    private const int MostInRow = 5;

    private const int LongestLabel = 80;

    /// <summary>The card's own buttons: as its actions while they fit one row, else in rows at the end of its body.</summary>
    public static JsonArray? AddTo(JsonArray body, IReadOnlyList<CardAction> actions, CardParts parts)
    {
        if (actions.Count <= MostInRow)
            return Row(actions, parts, context: null) is { Count: > 0 } row ? row : null;
        foreach (var set in Sets(actions, parts, context: null))
            body.Add(set);
        return null;
    }

    /// <param name="context">What the buttons belong to, for those who hear "Order" four times.</param>
    public static IEnumerable<JsonObject> Sets(IReadOnlyList<CardAction> actions, CardParts parts, string? context) =>
        actions.Chunk(MostInRow).Select(row => new JsonObject { ["type"] = "ActionSet", ["actions"] = Row(row, parts, context) });

    private static JsonArray Row(IReadOnlyList<CardAction> actions, CardParts parts, string? context) =>
        new([.. actions.Select(a => Of(a, parts, context)).OfType<JsonNode>()]);

    /// <returns>Null for a link that does not lead to the web: there is nothing to press (C08).</returns>
    private static JsonObject? Of(CardAction action, CardParts parts, string? context)
    {
        var link = action.Url is { } url ? parts.Link(url) : null;
        if (action.Url is not null && link is null)
            return null;
        var element = link is not null ? OpenUrl(link) : Submit(action, parts, context is not null);
        element["title"] = MessageText.Shorten(action.Label, LongestLabel);
        if (Tooltip(action, link?.Host, context) is { } tooltip)
            element["tooltip"] = MessageText.Shorten(tooltip, LongestLabel * 2);
        if (action.Style is "primary" or "danger")
            element["style"] = action.Style == "primary" ? "positive" : "destructive";
        return element;
    }

    private static JsonObject OpenUrl(Uri link) => new() { ["type"] = "Action.OpenUrl", ["url"] = link.AbsoluteUri };

    private static JsonObject Submit(CardAction action, CardParts parts, bool onItem)
    {
        var element = new JsonObject
        {
            ["type"] = "Action.Submit",
            ["data"] = new JsonObject { ["entryId"] = parts.EntryId.ToString(), ["actionId"] = action.Id },
        };
        // Only the form's main button sends the form; "cancel" is not held up by an empty field.
        if (parts.HasInputs && (onItem || action.Style != "primary"))
            element["associatedInputs"] = "none";
        return element;
    }

    /// <summary>C08: a link says where it leads.</summary>
    private static string? Tooltip(CardAction action, string? host, string? context) => (context, host) switch
    {
        (null, null) => null,
        (null, _) => $"{action.Label}, {host}",
        (_, null) => $"{action.Label}: {context}",
        _ => $"{action.Label}: {context}, {host}",
    };
}
