using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>What Teams takes from a bot.</summary>
internal static class ActivityRules
{
    /// <summary>100 KB as UTF-16.</summary>
    private const int LargestUnits = 100 * 1024 / 2;

    private static readonly string[] Types = ["message", "typing"];

    public static void Check(JsonObject activity)
    {
        var type = Text(activity, "type") ?? throw BotRefusal.Bad("BadSyntax", "The 'type' field is required.");
        if (!Types.Contains(type, StringComparer.Ordinal))
            throw BotRefusal.Bad("BadArgument", $"Unknown activity type '{type}'.");
        if (activity.ToJsonString(Journal.Json).Length > LargestUnits)
            throw new BotRefusal(413, "MessageSizeTooBig", "Message size too large.");
        if (type == "message" && string.IsNullOrEmpty(Text(activity, "text")) && activity["attachments"] is not JsonArray { Count: > 0 })
            throw BotRefusal.Bad("BadSyntax", "Activity must have a text or an attachment.");
        if (Text(activity, "textFormat") is not (null or "plain" or "markdown" or "xml"))
            throw BotRefusal.Bad("BadArgument", "Unknown textFormat.");
        foreach (var attachment in activity["attachments"] as JsonArray ?? [])
            CheckAttachment(attachment as JsonObject ?? throw BotRefusal.Bad("BadSyntax", "An attachment must be an object."));
    }

    public static string? Text(JsonObject from, string name) => from[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static void CheckAttachment(JsonObject attachment)
    {
        var type = Text(attachment, "contentType") ?? throw BotRefusal.Bad("BadSyntax", "An attachment needs a contentType.");
        if (type == "application/vnd.microsoft.card.adaptive" && AdaptiveCardRules.Fault(attachment["content"]) is { } fault)
            throw BotRefusal.Bad("BadArgument", "Adaptive card: " + fault + ".");
        if (type != "application/vnd.microsoft.card.adaptive" && !type.StartsWith("image/", StringComparison.Ordinal))
            throw BotRefusal.Bad("BadArgument", $"Unknown attachment type {type}.");
    }
}
