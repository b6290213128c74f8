using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EzSolutions.Application.Conversations.Channels;

namespace EzSolutions.Infrastructure.Conversations.BotFramework;

/// <summary>What the Connector's answers mean for a message.</summary>
internal static class ConnectorAnswers
{
    public const string Gone = "The conversation or message is not there any more.";

    /// <summary>Letters stay letters: the limit counts characters.</summary>
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static DeliveryOutcome Read(HttpStatusCode status, RetryConditionHeaderValue? retryAfter, string body, DateTimeOffset now) => (int)status switch
    {
        >= 200 and < 300 => new DeliveryOutcome.Sent(Text(body, "id") ?? ""),
        412 => new DeliveryOutcome.Retry("Teams was busy with this conversation."),
        429 => new DeliveryOutcome.Retry("Teams takes no more messages here for now.", retryAfter?.Delta ?? (retryAfter?.Date is { } date && date > now ? date - now : null)),
        403 => Refused(Code(body)),
        404 => new DeliveryOutcome.Failed(Gone),
        413 => new DeliveryOutcome.Failed("The message is too large for Teams."),
        // The gateway gave up, not the service behind it: it may be there.
        >= 500 => new DeliveryOutcome.Unknown($"The Bot Framework answered {(int)status}."),
        var other => new DeliveryOutcome.Failed($"The Bot Framework refused the message ({other} {Code(body)})."),
    };

    private static DeliveryOutcome.Failed Refused(string? code) => code switch
    {
        "MessageWritesBlocked" => new("The person has blocked the bot, or removed it.", Blocked: true),
        "BotNotInConversationRoster" or "BotDisabledByAdmin" => new("The bot was removed from this conversation.", Blocked: true),
        _ => new($"The Bot Framework does not let the bot write here ({code ?? "403"}).", Blocked: true),
    };

    private static string? Code(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var code) ? code.ToString() : null;
        }
        catch (JsonException)
        {
            // A proxy's page: the status alone decides.
            return null;
        }
    }

    private static string? Text(string body, string name)
    {
        if (body.Length == 0)
            return null;
        using var json = JsonDocument.Parse(body);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
    }
}
