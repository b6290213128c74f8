using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Buttons in rows. A button carries the entry and the action; a link carries nothing and says where it leads (C08).</summary>
internal sealed class SlackButtons(Guid entryId, Func<Uri, Uri?> link, Func<CardAction, bool> opens)
{
    private const int MostInRow = 25;
    private const int LongestLabel = 75;
    private const int LongestLink = 3_000;
    private const int LongestValue = 2_000;
    private const int LongestName = 75;

    private const string Opening = "open";

    private int _count;

    /// <param name="context">What the buttons belong to, for those who hear "Order" four times.</param>
    public IEnumerable<JsonObject> Rows(IReadOnlyList<CardAction> actions, string? context = null) =>
        actions.Select(a => Of(a, context)).OfType<JsonNode>().Chunk(MostInRow)
            .Select(row => new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray(row) });

    /// <returns>What a button of ours carries; null for a link and for anything else.</returns>
    public static (Guid EntryId, string ActionId)? Read(string? value)
    {
        var cut = value?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        return cut > 0 && Guid.TryParseExact(value.AsSpan(0, cut), "N", out var entry) && cut + 1 < value!.Length ? (entry, value[(cut + 1)..]) : null;
    }

    /// <summary>Whether a button leads to a modal.</summary>
    public static bool Opens(string? actionId) => actionId?.StartsWith(Opening, StringComparison.Ordinal) == true;

    private JsonObject? Of(CardAction action, string? context)
    {
        var address = action.Url is { } url ? link(url) : null;
        if (action.Url is not null && (address is null || address.AbsoluteUri.Length > LongestLink))
            return null;
        var button = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = string.Create(CultureInfo.InvariantCulture, $"{(opens(action) ? Opening : "b")}{_count++}"),
            ["text"] = SlackText.Line(address is null ? action.Label : WithHost(action.Label, address.Host), LongestLabel),
        };
        if (address is not null)
            button["url"] = address.AbsoluteUri;
        else if ($"{entryId:N} {action.Id}" is { Length: <= LongestValue } value)
            button["value"] = value;
        else
            return null;
        if (action.Style is "primary" or "danger")
            button["style"] = action.Style;
        if (context is not null)
            button["accessibility_label"] = MessageText.Shorten($"{action.Label}: {context}", LongestName);
        return button;
    }

    private static string WithHost(string label, string host) =>
        host.Length > LongestLabel / 2 ? MessageText.Shorten(host, LongestLabel) : $"{MessageText.Shorten(label, LongestLabel - host.Length - 3)} ({host})";
}
