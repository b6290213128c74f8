using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EzSolutions.Bot.Channels.DirectLine;

/// <summary>What a reader of a conversation gets: an activity of the Bot Framework's schema, with the parts that apply.</summary>
/// <param name="Id">Stays the same when a card is updated: clients then show the newer one in its place.</param>
/// <param name="From">The server says who it is from (C07).</param>
/// <param name="Name">Of an event, with its <paramref name="Value"/>.</param>
public sealed record Activity(
    string Type,
    string Id,
    DateTimeOffset Timestamp,
    ActivityConversation Conversation,
    ActivityAccount From,
    string? Text = null,
    IReadOnlyList<ActivityAttachment>? Attachments = null,
    JsonObject? ChannelData = null,
    string? Name = null,
    JsonObject? Value = null)
{
    public string ChannelId { get; } = "directline";

    /// <summary>C08: plain, so that no client reads it as Markdown.</summary>
    public string? TextFormat => Text is null ? null : "plain";
}

public sealed record ActivityConversation(string Id);

/// <param name="Role">user or bot.</param>
public sealed record ActivityAccount(string Id, string? Name, string Role);

/// <param name="Content">A card; files have <paramref name="ContentUrl"/>.</param>
public sealed record ActivityAttachment(string ContentType, JsonObject? Content = null, string? ContentUrl = null, string? Name = null);

/// <param name="Watermark">The cursor to ask on from: the sequence of the last entry that is covered.</param>
public sealed record ActivitySet(IReadOnlyList<Activity> Activities, string? Watermark);

/// <summary>What a client posts; whatever it says of its author is not believed (C07).</summary>
public sealed record PostedActivity(string? Type, string? Text, JsonElement? Value, JsonElement? ChannelData, JsonElement? Attachments);

/// <summary>How the protocol writes JSON: camel case, what does not apply left out.</summary>
public static class ActivityJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
