using System.Text.Json;
using EzSolutions.Application.Conversations.Channels;

namespace EzSolutions.Bot.Channels.Teams;

/// <summary>What an activity asks of us.</summary>
internal abstract record TeamsDeed
{
    private TeamsDeed()
    {
    }

    /// <param name="Files">Worth fetching.</param>
    public sealed record Wrote(string Text, IReadOnlyList<TeamsFile> Files) : TeamsDeed;

    /// <param name="InPlace">Came as an invoke, and is answered in its own form.</param>
    public sealed record Pressed(ChannelPress Press, bool InPlace) : TeamsDeed;

    /// <summary>The bot was added: to a private chat, a group or a team.</summary>
    public sealed record Arrived : TeamsDeed;

    /// <summary>The bot was removed, for everybody in that thread.</summary>
    public sealed record Left : TeamsDeed;

    /// <summary>The person has read up to this message.</summary>
    public sealed record Saw(string MessageId) : TeamsDeed;

    /// <summary>An invoke that nobody here knows: 501.</summary>
    public sealed record Unknown : TeamsDeed;

    /// <summary>Nothing to do: reactions, typing, other people's talk, kinds of activity that are newer than this.</summary>
    public sealed record Nothing : TeamsDeed;
}

internal static class TeamsReader
{
    private const string ReadReceipt = "application/vnd.microsoft.readReceipt";
    private const int MostFiles = 10;
    private const int MostValues = 50;

    public static TeamsDeed Read(TeamsActivity activity) => activity.Type switch
    {
        "message" => Message(activity),
        "invoke" => Invoke(activity),
        "conversationUpdate" => Update(activity),
        "event" when activity is { Name: ReadReceipt, IsPrivate: true } && TeamsActivity.Of(activity.Value, "lastReadMessageId") is { Length: > 0 } read => new TeamsDeed.Saw(read),
        "installationUpdate" when activity.Action is { } action => action.StartsWith("remove", StringComparison.Ordinal) ? new TeamsDeed.Left() : new TeamsDeed.Arrived(),
        _ => new TeamsDeed.Nothing(),
    };

    private static TeamsDeed Message(TeamsActivity activity)
    {
        // A button needs no mention: whoever presses it means the bot.
        if (Press(activity.Value) is { } press)
            return new TeamsDeed.Pressed(press, InPlace: false);
        if (!activity.IsPrivate && !TeamsText.Mentions(activity))
            return new TeamsDeed.Nothing();
        // Teams sends the same words once more as HTML: that is no file.
        return new TeamsDeed.Wrote(
            TeamsText.Read(activity), [.. (activity.Attachments ?? []).Where(f => f is { ContentType.Length: > 0 } && f.ContentType != "text/html").Take(MostFiles)]);
    }

    private static TeamsDeed Invoke(TeamsActivity activity) =>
        activity.Name == "adaptiveCard/action" && TeamsActivity.Child(activity.Value, "action") is { } action && Press(TeamsActivity.Child(action, "data")) is { } press
            ? new TeamsDeed.Pressed(press, InPlace: true)
            : new TeamsDeed.Unknown();

    private static TeamsDeed Update(TeamsActivity activity)
    {
        var bot = activity.Recipient?.Id;
        if (bot is not { Length: > 0 })
            return new TeamsDeed.Nothing();
        if (activity.MembersRemoved?.Any(m => m?.Id == bot) == true)
            return new TeamsDeed.Left();
        return activity.MembersAdded?.Any(m => m?.Id == bot) == true ? new TeamsDeed.Arrived() : new TeamsDeed.Nothing();
    }

    /// <summary>Our buttons carry the card's entry and the button's id; the inputs stand beside them.</summary>
    private static ChannelPress? Press(JsonElement? data)
    {
        if (!Guid.TryParse(TeamsActivity.Of(data, "entryId"), out var entryId) || TeamsActivity.Of(data, "actionId") is not { Length: > 0 } actionId)
            return null;
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (var property in data!.Value.EnumerateObject().Where(p => p.Name is not ("entryId" or "actionId")).Take(MostValues))
        {
            if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                values[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
        }

        return new ChannelPress(entryId, actionId, values.Count > 0 ? values : null);
    }
}
