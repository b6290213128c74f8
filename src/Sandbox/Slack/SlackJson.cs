using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Slack;

internal static class SlackJson
{
    public static string? Text(this JsonNode? from, string name) =>
        from is JsonObject o && o[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static bool Flag(this JsonNode? from, string name) =>
        from is JsonObject o && o[name] is JsonValue value && (value.TryGetValue(out bool flag) ? flag : value.TryGetValue(out string? text) && text is "true" or "1");

    public static IEnumerable<JsonObject> Objects(this JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Through text, so that a number reads the same before and after a restart.</summary>
    public static JsonObject Copy(this JsonObject body) => JsonNode.Parse(body.ToJsonString(Journal.Json))!.AsObject();

    public static string Needed(this JsonObject arguments, string name) =>
        arguments.Text(name) is { Length: > 0 } given ? given : throw new SlackRefusal("invalid_arguments", $"missing required field: {name}");
}
