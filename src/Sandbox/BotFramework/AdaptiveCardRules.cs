using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>The shape of an Adaptive Card up to 1.5, as Teams takes it: known elements, what each must have, and no duplicate input.</summary>
internal static class AdaptiveCardRules
{
    private const int MostActions = 6;

    private static readonly Dictionary<string, string[]> Elements = new(StringComparer.Ordinal)
    {
        ["TextBlock"] = ["text"],
        ["RichTextBlock"] = ["inlines"],
        ["Image"] = ["url"],
        ["ImageSet"] = ["images"],
        ["Container"] = ["items"],
        ["ColumnSet"] = [],
        ["FactSet"] = ["facts"],
        ["ActionSet"] = ["actions"],
        ["Table"] = [],
        ["Input.Text"] = ["id"],
        ["Input.Number"] = ["id"],
        ["Input.Date"] = ["id"],
        ["Input.Time"] = ["id"],
        ["Input.Toggle"] = ["id", "title"],
        ["Input.ChoiceSet"] = ["id"],
    };

    private static readonly Dictionary<string, string[]> Actions = new(StringComparer.Ordinal)
    {
        ["Action.Submit"] = [],
        ["Action.Execute"] = [],
        ["Action.OpenUrl"] = ["url"],
        ["Action.ShowCard"] = ["card"],
        ["Action.ToggleVisibility"] = ["targetElements"],
    };

    /// <returns>Null when Teams would show it; else what is wrong with it.</returns>
    public static string? Fault(JsonNode? content)
    {
        if (content is not JsonObject card || Text(card, "type") != "AdaptiveCard")
            return "content must be an AdaptiveCard";
        if (!Version.TryParse(Text(card, "version"), out var version) || version > new Version(1, 5))
            return "version must be 1.5 or less";
        var inputs = new HashSet<string>(StringComparer.Ordinal);
        return Each(card["body"], e => Element(e, inputs)) ?? ActionsFault(card["actions"]);
    }

    private static string? Element(JsonObject element, HashSet<string> inputs)
    {
        var type = Text(element, "type") ?? "";
        if (!Elements.TryGetValue(type, out var needed))
            return $"unknown element '{type}'";
        if (needed.FirstOrDefault(n => element[n] is null) is { } missing)
            return $"{type} needs {missing}";
        if (type.StartsWith("Input.", StringComparison.Ordinal) && !inputs.Add(Text(element, "id")!))
            return $"two inputs are named '{Text(element, "id")}'";
        return type switch
        {
            "RichTextBlock" => Each(element["inlines"], Inline),
            "Container" => Each(element["items"], e => Element(e, inputs)),
            "ColumnSet" => Each(element["columns"], column => Each(column["items"], e => Element(e, inputs))),
            "ActionSet" => ActionsFault(element["actions"]),
            "FactSet" => Each(element["facts"], fact => Text(fact, "title") is null || Text(fact, "value") is null ? "a fact needs title and value" : null),
            "Input.ChoiceSet" => Each(element["choices"], choice => Text(choice, "title") is null || Text(choice, "value") is null ? "a choice needs title and value" : null),
            _ => null,
        };
    }

    private static string? Inline(JsonObject run) => Text(run, "type") == "TextRun" && Text(run, "text") is not null ? null : "an inline must be a TextRun with text";

    private static string? ActionsFault(JsonNode? actions) =>
        actions is JsonArray { Count: > MostActions } ? $"at most {MostActions} actions" : Each(actions, Action);

    private static string? Action(JsonObject action)
    {
        var type = Text(action, "type") ?? "";
        if (!Actions.TryGetValue(type, out var needed))
            return $"unknown action '{type}'";
        if (needed.FirstOrDefault(n => action[n] is null) is { } missing)
            return $"{type} needs {missing}";
        if (type == "Action.OpenUrl" && !(Uri.TryCreate(Text(action, "url"), UriKind.Absolute, out var url) && url.Scheme is "https" or "http"))
            return "Action.OpenUrl needs an absolute web address";
        return action["style"] is null || Text(action, "style") is "default" or "positive" or "destructive" ? null : "unknown action style";
    }

    private static string? Each(JsonNode? list, Func<JsonObject, string?> fault) => list switch
    {
        null => null,
        JsonArray array => array.Select(item => item is JsonObject o ? fault(o) : "an object was expected").FirstOrDefault(f => f is not null),
        _ => "a list was expected",
    };

    private static string? Text(JsonObject from, string name) =>
        from[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
