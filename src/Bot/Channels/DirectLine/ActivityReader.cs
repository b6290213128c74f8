using System.Text.Json;

namespace EzSolutions.Bot.Channels.DirectLine;

/// <summary>What a posted activity means to us.</summary>
public abstract record ActivityMeaning
{
    private ActivityMeaning()
    {
    }

    /// <summary>Something typed, with or without files.</summary>
    public sealed record Message(string? Text) : ActivityMeaning;

    /// <summary>A button of one of our cards: Action.Submit, postBack and messageBack alike.</summary>
    /// <param name="Values">What the card's inputs hold, by input id.</param>
    public sealed record Press(Guid EntryId, string ActionId, IReadOnlyDictionary<string, string>? Values) : ActivityMeaning;

    public sealed record Typing : ActivityMeaning;

    /// <summary>Events, updates, reactions, and types we have never heard of: taken, and nothing is done with them.</summary>
    public sealed record Nothing : ActivityMeaning;
}

/// <summary>Reads posted activities. Nothing a client can write makes it throw.</summary>
public static class ActivityReader
{
    private const int LongestValue = 8 * 1024;

    /// <returns>Null for what is no JSON object, or whose parts are of other kinds than an activity's.</returns>
    public static PostedActivity? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<PostedActivity>(utf8, ActivityJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Null for what is no activity: it has no type.</returns>
    public static ActivityMeaning? Read(PostedActivity activity) => activity.Type switch
    {
        null or "" => null,
        "message" => ReadPress(activity.Value) ?? ReadText(activity),
        "typing" => new ActivityMeaning.Typing(),
        _ => new ActivityMeaning.Nothing(),
    };

    /// <summary>The client's own id for it, to be echoed; null when it gave none.</summary>
    public static string? ClientIdOf(PostedActivity activity) =>
        TextOf(Property(activity.ChannelData, "clientActivityID")) is { Length: > 0 } given ? given : null;

    public static bool HasAttachments(PostedActivity activity) =>
        activity.Attachments is { ValueKind: JsonValueKind.Array } attachments && attachments.GetArrayLength() > 0;

    /// <summary>A value that is no button of ours says nothing; where there is no text either, there is nothing to answer.</summary>
    private static ActivityMeaning ReadText(PostedActivity activity) =>
        activity.Value is { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } && string.IsNullOrWhiteSpace(activity.Text)
            ? new ActivityMeaning.Nothing()
            : new ActivityMeaning.Message(activity.Text);

    private static ActivityMeaning.Press? ReadPress(JsonElement? value)
    {
        // Some clients send the value of a button as text.
        if (value is { ValueKind: JsonValueKind.String } text)
            value = Parse(TextOf(text) ?? string.Empty);
        if (!Guid.TryParse(TextOf(Property(value, "entryId")), out var entryId) || TextOf(Property(value, "actionId")) is not { Length: > 0 } actionId)
            return null;

        var values = value!.Value.EnumerateObject()
            .Where(p => p.Name is not ("entryId" or "actionId"))
            .Select(p => (p.Name, Text: AsText(p.Value)))
            .Where(p => p.Text is not null)
            .GroupBy(p => p.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last().Text!, StringComparer.Ordinal);
        return new ActivityMeaning.Press(entryId, actionId, values.Count == 0 ? null : values);
    }

    private static string? AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TextOf(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static JsonElement? Parse(string text)
    {
        if (text.Length > LongestValue)
            return null;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null for anything but text; half a surrogate pair is no text.</summary>
    private static string? TextOf(JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } of && of.TryGetProperty(name, out var value) ? value : null;
}
