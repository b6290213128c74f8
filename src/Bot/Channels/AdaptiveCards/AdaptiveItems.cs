using System.Text.Json.Nodes;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.AdaptiveCards;

/// <summary>A list: plans, order lines, invoices. Each line with its price at the right and its own buttons below.</summary>
internal static class AdaptiveItems
{
    private const int LongestTitle = 200;
    private const int LongestText = 600;

    public static void Add(JsonArray body, IReadOnlyList<CardItem> items, int shown, CardParts parts)
    {
        foreach (var item in items.Take(shown))
            body.Add(Of(item, parts));
        if (items.Count > shown)
            body.Add(AdaptiveText.Subtle(parts.Texts.AndMore(items.Count - shown)));
    }

    private static JsonObject Of(CardItem item, CardParts parts)
    {
        var words = new JsonArray(AdaptiveText.Bold(MessageText.Shorten(item.Title, LongestTitle)));
        foreach (var line in AdaptiveText.Lines(item.Text, LongestText))
            words.Add(AdaptiveText.Subtle(line));
        var columns = new JsonArray(Column("stretch", words));
        if (item.Price is { Length: > 0 } price)
            columns.Add(Column("auto", [AdaptiveText.Bold(MessageText.Shorten(price, LongestTitle), "Right")]));

        var content = new JsonArray(new JsonObject { ["type"] = "ColumnSet", ["columns"] = columns });
        foreach (var set in AdaptiveActions.Sets(item.Actions ?? [], parts, item.Title))
            content.Add(set);
        return new JsonObject { ["type"] = "Container", ["separator"] = true, ["items"] = content };
    }

    private static JsonObject Column(string width, JsonArray items) => new() { ["type"] = "Column", ["width"] = width, ["items"] = items };
}
