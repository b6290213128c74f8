using System.Text.Json;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Where answers go: a channel or direct message, and the thread in it.</summary>
internal sealed record SlackReference(string Channel, string? Thread)
{
    /// <summary>One conversation per person and thread.</summary>
    public string Key => Thread is null ? Channel : $"{Channel}/{Thread}";

    public string Write() => JsonSerializer.Serialize(this);

    public static SlackReference Read(string json) =>
        JsonSerializer.Deserialize<SlackReference>(json) ?? throw new JsonException("A Slack reference is empty.");
}
