using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EzSolutions.Sandbox.LanguageModel;

/// <summary>What the vendor checks of a chat completion request; the first thing wrong is told.</summary>
internal static partial class CompletionRules
{
    private static readonly string[] Known =
    [
        "model", "messages", "tools", "tool_choice", "parallel_tool_calls", "temperature", "top_p", "max_tokens", "max_completion_tokens", "stream", "n", "seed", "stop",
        "user", "response_format", "presence_penalty", "frequency_penalty", "metadata", "store",
    ];

    public static ModelRefusal? Check(JsonObject body, string model)
    {
        if (body.FirstOrDefault(p => !Known.Contains(p.Key)).Key is { } unknown)
            return ModelRefusal.Bad($"Unrecognized request argument supplied: {unknown}", unknown);
        if (body["model"]?.GetValueKind() != System.Text.Json.JsonValueKind.String)
            return ModelRefusal.Bad("you must provide a model parameter", "model");
        if (body["model"]!.GetValue<string>() is var asked && asked != model)
            return new ModelRefusal(404, "model_not_found", $"The model `{asked}` does not exist or you do not have access to it.", "model");
        if (body["temperature"] is JsonValue temperature && (!temperature.TryGetValue<double>(out var degree) || degree is < 0 or > 2))
            return ModelRefusal.Bad("temperature must be a number between 0 and 2", "temperature");
        if (body["stream"] is JsonValue stream && stream.TryGetValue<bool>(out var streams) && streams)
            return ModelRefusal.Bad("This stand-in does not stream.", "stream");
        return Messages(body["messages"] as JsonArray) ?? Tools(body["tools"]);
    }

    private static ModelRefusal? Messages(JsonArray? messages)
    {
        if (messages is not { Count: > 0 })
            return ModelRefusal.Bad("[] is too short - 'messages'", "messages");
        for (var i = 0; i < messages.Count; i++)
        {
            var role = messages[i]?["role"]?.ToString();
            if (role is not ("system" or "developer" or "user" or "assistant" or "tool"))
                return ModelRefusal.Bad($"'{role}' is not one of ['system', 'assistant', 'user', 'tool', 'developer'] - 'messages.{i}.role'", $"messages.[{i}].role");
            if (messages[i]!["content"] is null && messages[i]!["tool_calls"] is null)
                return ModelRefusal.Bad($"Invalid value for 'content': expected a string, got null.", $"messages.[{i}].content");
        }

        return null;
    }

    private static ModelRefusal? Tools(JsonNode? node)
    {
        if (node is null)
            return null;
        if (node is not JsonArray { Count: > 0 and <= 128 } tools)
            return ModelRefusal.Bad("'tools' must hold between 1 and 128 functions", "tools");
        for (var i = 0; i < tools.Count; i++)
        {
            if (tools[i]?["type"]?.ToString() != "function" || tools[i]!["function"] is not JsonObject function)
                return ModelRefusal.Bad($"Missing required parameter: 'tools[{i}].function'.", $"tools[{i}].function");
            if (!Name().IsMatch(function["name"]?.ToString() ?? ""))
                return ModelRefusal.Bad($"Invalid 'tools[{i}].function.name': string does not match pattern '^[a-zA-Z0-9_-]+$'.", $"tools[{i}].function.name");
            if (function["strict"]?.GetValue<bool>() == true && Strict(function["parameters"] as JsonObject) is { } wrong)
                return ModelRefusal.Bad($"Invalid schema for function '{function["name"]}': {wrong}", $"tools[{i}].function.parameters");
        }

        return null;
    }

    /// <summary>Strict function schemas: an object, nothing additional, everything required.</summary>
    private static string? Strict(JsonObject? schema)
    {
        if (schema?["type"]?.ToString() != "object")
            return "schema must be a JSON Schema of 'type: \"object\"'.";
        if (schema["additionalProperties"] is not JsonValue additional || !additional.TryGetValue<bool>(out var allowed) || allowed)
            return "'additionalProperties' is required to be supplied and to be false.";
        var properties = (schema["properties"] as JsonObject)?.Select(p => p.Key).ToHashSet() ?? [];
        var required = (schema["required"] as JsonArray)?.Select(r => r!.ToString()).ToHashSet() ?? [];
        return properties.SetEquals(required) ? null : "'required' is required to be supplied and to be an array including every key in properties.";
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$", RegexOptions.None, 100)]
    private static partial Regex Name();
}
