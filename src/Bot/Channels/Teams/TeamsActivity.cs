using System.Text.Json;
using System.Text.Json.Serialization;

namespace EzSolutions.Bot.Channels.Teams;

/// <summary>What we read of a Bot Framework activity; everything else in it is left alone. Nothing here is trusted beyond what the token vouches for.</summary>
internal sealed record TeamsActivity
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowReadingFromString, MaxDepth = 48 };

    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? ChannelId { get; init; }

    public string? ServiceUrl { get; init; }

    public TeamsPerson? From { get; init; }

    public TeamsPerson? Recipient { get; init; }

    public TeamsPlace? Conversation { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    public string? Name { get; init; }

    public string? Action { get; init; }

    public string? Locale { get; init; }

    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    public IReadOnlyList<TeamsEntity>? Entities { get; init; }

    public IReadOnlyList<TeamsFile>? Attachments { get; init; }

    public IReadOnlyList<TeamsPerson>? MembersAdded { get; init; }

    public IReadOnlyList<TeamsPerson>? MembersRemoved { get; init; }

    public string? Tenant => Conversation?.TenantId ?? (Child(ChannelData, "tenant") is { } tenant ? Of(tenant, "id") : null);

    /// <summary>When in doubt somebody reads along.</summary>
    public bool IsPrivate => Conversation is { ConversationType: "personal", IsGroup: not true }
        || (ChannelId == TeamsChannel.EmulatorId && Conversation is { IsGroup: not true, ConversationType: null or "personal" });

    /// <returns>Null: not an activity.</returns>
    public static TeamsActivity? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<TeamsActivity>(body, Json) is { Type.Length: > 0 } activity ? activity : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Child(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var child) ? child : null;

    public static string? Of(JsonElement? from, string name) => Child(from, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}

internal sealed record TeamsPerson(string? Id, string? Name);

internal sealed record TeamsPlace(string? Id, string? ConversationType, bool? IsGroup, string? TenantId);

internal sealed record TeamsEntity(string? Type, TeamsPerson? Mentioned, string? Text);

internal sealed record TeamsFile(string? ContentType, string? ContentUrl, string? Name, JsonElement? Content);
