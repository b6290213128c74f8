using System.Text.Json;

namespace EzSolutions.Bot.Channels.Teams;

/// <summary>What it takes to write to a thread later.</summary>
/// <param name="ServiceUrl">From a verified request.</param>
internal sealed record TeamsReference(string ServiceUrl, string BotId)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static TeamsReference? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<TeamsReference>(json) is { ServiceUrl.Length: > 0 } reference ? reference : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
