using System.Globalization;
using System.Text.Json.Nodes;

namespace EzSolutions.Bot.Tests.Channels.AdaptiveCards;

/// <summary>
/// The rules of Adaptive Cards 1.5, from its public reference, for the elements we use: each one's properties, their kinds and what is required.
/// Strict: a property, an element or a word that is not listed is a mistake.
/// </summary>
internal static class AdaptiveCardRules
{
    private const string Any = "any";
    private const string Text = "text";
    private const string Flag = "flag";
    private const string Link = "link";
    private const string Pixels = "pixels";
    private const string Width = "width";
    private const string Elements = "elements";
    private const string Buttons = "buttons";
    private const string Whole = "whole";
    private const string Spacing = "=none|small|default|medium|large|extraLarge|padding";
    private const string Align = "=left|center|right";
    private const string Colors = "=default|dark|light|accent|good|warning|attention";
    private const string Sizes = "=default|small|medium|large|extraLarge";
    private const string Weights = "=default|lighter|bolder";
    private const string Styles = "=default|emphasis|good|attention|warning|accent";

    private static readonly string[] ElementTypes =
    [
        "TextBlock", "RichTextBlock", "Image", "FactSet", "Container", "ColumnSet", "ActionSet", "Input.Text", "Input.Number", "Input.ChoiceSet", "Input.Toggle",
    ];

    private static readonly string[] ButtonTypes = ["Action.Submit", "Action.OpenUrl"];

    private static readonly Dictionary<string, string> Common = Props(
        $"id:{Text} height:=auto|stretch separator:{Flag} spacing:{Spacing} isVisible:{Flag}");

    private static readonly Dictionary<string, string> OfInputs = Props($"label:{Text} isRequired:{Flag} errorMessage:{Text} id!:{Text}", Common);

    private static readonly Dictionary<string, string> OfButtons = Props(
        $"id:{Text} title:{Text} tooltip:{Text} iconUrl:{Link} isEnabled:{Flag} style:=default|positive|destructive mode:=primary|secondary");

    private static readonly Dictionary<string, Dictionary<string, string>> Rules = new(StringComparer.Ordinal)
    {
        ["AdaptiveCard"] = Props(
            $"$schema:{Link} version!:=1.5 body:{Elements} actions:{Buttons} fallbackText:{Text} speak:{Text} lang:{Text} rtl:{Flag} minHeight:{Pixels}"),
        ["TextBlock"] = Props(
            $"text!:{Text} color:{Colors} fontType:=default|monospace horizontalAlignment:{Align} isSubtle:{Flag} maxLines:{Whole} size:{Sizes} weight:{Weights} wrap:{Flag} style:=default|columnHeader|heading",
            Common),
        ["RichTextBlock"] = Props($"inlines!:TextRun horizontalAlignment:{Align}", Common),
        ["TextRun"] = Props(
            $"text!:{Text} color:{Colors} fontType:=default|monospace isSubtle:{Flag} size:{Sizes} weight:{Weights} highlight:{Flag} italic:{Flag} strikethrough:{Flag} underline:{Flag}"),
        ["Image"] = Props($"url!:{Link} altText:{Text} horizontalAlignment:{Align} size:=auto|stretch|small|medium|large width:{Pixels}", Common),
        ["FactSet"] = Props("facts!:Fact", Common),
        ["Fact"] = Props($"title!:{Text} value!:{Text}"),
        ["Container"] = Props($"items!:{Elements} style:{Styles} bleed:{Flag} minHeight:{Pixels}", Common),
        ["ColumnSet"] = Props($"columns:Column style:{Styles} bleed:{Flag} minHeight:{Pixels} horizontalAlignment:{Align}", Common),
        ["Column"] = Props($"items:{Elements} style:{Styles} bleed:{Flag} minHeight:{Pixels} width:{Width}", Common),
        ["ActionSet"] = Props($"actions!:{Buttons}", Common),
        ["Input.Text"] = Props(
            $"isMultiline:{Flag} maxLength:{Whole} placeholder:{Text} regex:{Text} style:=text|tel|url|email|password value:{Text}", OfInputs),
        ["Input.Number"] = Props($"max:{Whole} min:{Whole} placeholder:{Text} value:{Whole}", OfInputs),
        ["Input.ChoiceSet"] = Props(
            $"choices:Input.Choice isMultiSelect:{Flag} style:=compact|expanded|filtered value:{Text} placeholder:{Text} wrap:{Flag}", OfInputs),
        ["Input.Choice"] = Props($"title!:{Text} value!:{Text}"),
        ["Input.Toggle"] = Props($"title!:{Text} value:{Text} valueOff:{Text} valueOn:{Text} wrap:{Flag}", OfInputs),
        ["Action.Submit"] = Props($"data:{Any} associatedInputs:=auto|none", OfButtons),
        ["Action.OpenUrl"] = Props($"url!:{Link}", OfButtons),
    };

    /// <returns>What is wrong with it, one line each.</returns>
    public static IReadOnlyList<string> Check(JsonObject card)
    {
        var problems = new List<string>();
        Check(card, ["AdaptiveCard"], "card", problems);
        var ids = Inputs(card).Select(i => (string)i["id"]!).ToArray();
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Length)
            problems.Add("two inputs have one id");
        return problems;
    }

    /// <summary>Every object in the card that has this type.</summary>
    public static IEnumerable<JsonObject> All(JsonNode? node, string type) => node switch
    {
        JsonObject o => ((string?)o["type"] == type ? [o] : Array.Empty<JsonObject>()).Concat(o.SelectMany(p => All(p.Value, type))),
        JsonArray a => a.SelectMany(n => All(n, type)),
        _ => [],
    };

    private static IEnumerable<JsonObject> Inputs(JsonNode card) => Rules.Keys.Where(k => k.StartsWith("Input.", StringComparison.Ordinal)).SelectMany(k => All(card, k));

    private static void Check(JsonNode? node, string[] allowed, string path, List<string> problems)
    {
        // Elements say their type; the parts of an element need not.
        var type = (string?)(node as JsonObject)?["type"] ?? (allowed.Length == 1 && allowed[0] != "AdaptiveCard" ? allowed[0] : null);
        if (node is not JsonObject element || type is null || !allowed.Contains(type))
        {
            problems.Add($"{path}: {type ?? "nothing"} where one of {string.Join(", ", allowed)} belongs");
            return;
        }

        var rules = Rules[type];
        foreach (var (name, value) in element)
        {
            if (name == "type")
                continue;
            var kind = rules.GetValueOrDefault(name) ?? rules.GetValueOrDefault(name + "!");
            if (kind is null)
                problems.Add($"{path}: a {type} has no {name}");
            else
                CheckValue(value, kind, $"{path}.{name}", problems);
        }

        problems.AddRange(rules.Keys.Where(k => k.EndsWith('!') && element[k[..^1]] is null).Select(k => $"{path}: a {type} needs {k[..^1]}"));
    }

    private static void CheckValue(JsonNode? value, string kind, string path, List<string> problems)
    {
        var nested = kind switch
        {
            Elements => ElementTypes,
            Buttons => ButtonTypes,
            _ when Rules.ContainsKey(kind) => [kind],
            _ => null,
        };
        if (nested is not null)
        {
            if (value is not JsonArray parts)
                problems.Add($"{path}: not a list");
            else
                foreach (var (part, i) in parts.Select((p, i) => (p, i)))
                    Check(part, nested, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", problems);
            return;
        }

        if (!IsOfKind(value, kind))
            problems.Add($"{path}: {value?.ToJsonString() ?? "null"} is no {kind}");
    }

    private static bool IsOfKind(JsonNode? value, string kind)
    {
        var text = value is JsonValue v && v.TryGetValue<string>(out var s) ? s : null;
        return kind switch
        {
            Any => value is not null,
            Flag => value is JsonValue flag && flag.TryGetValue<bool>(out _),
            Whole => value is JsonValue number && number.TryGetValue<int>(out _),
            Text => text is not null,
            Link => Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme.StartsWith("http", StringComparison.Ordinal),
            Pixels => text is not null && text.EndsWith("px", StringComparison.Ordinal) && IsCount(text[..^2]),
            Width => text is "auto" or "stretch" || (text is not null && IsCount(text.EndsWith("px", StringComparison.Ordinal) ? text[..^2] : text)),
            _ => kind[1..].Split('|').Contains(text, StringComparer.OrdinalIgnoreCase),
        };
    }

    private static Dictionary<string, string> Props(string list, Dictionary<string, string>? more = null) => list
        .Split(' ')
        .Select(p => p.Split(':', 2))
        .Select(p => KeyValuePair.Create(p[0], p[1]))
        .Concat(more ?? [])
        .ToDictionary(StringComparer.Ordinal);

    private static bool IsCount(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;
}
