using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Fields to fill in, in the message itself; any button that is pressed brings along what they hold.</summary>
internal static class SlackInputs
{
    private const int LongestLabel = 150;
    private const int LongestOption = 75;
    private const int MostOptions = 100;
    private const int LongestAnswer = 3_000;
    private const string Checked = "true";

    public static JsonObject Of(CardInput input, CardTexts texts) => new()
    {
        ["type"] = "input",
        ["block_id"] = input.Id,
        ["optional"] = !input.Required || input.Type == "checkbox",
        ["label"] = SlackText.Line(input.Required ? input.Label : texts.Optional(input.Label), LongestLabel),
        ["element"] = Element(input, texts),
    };

    /// <param name="state">A press's <c>state.values</c>: block, action, what it holds.</param>
    public static Dictionary<string, string>? Read(JsonElement state)
    {
        if (state.ValueKind != JsonValueKind.Object)
            return null;
        Dictionary<string, string> values = [];
        foreach (var block in state.EnumerateObject())
        {
            foreach (var element in block.Value.EnumerateObject())
            {
                if (Value(element.Value) is { } value)
                    values[block.Name] = value;
            }
        }

        return values.Count == 0 ? null : values;
    }

    private static JsonObject Element(CardInput input, CardTexts texts) => input.Type switch
    {
        "select" when input.Options is { Count: > 0 } options => new()
        {
            ["type"] = "static_select",
            ["action_id"] = "v",
            ["placeholder"] = SlackText.Line(texts.Choose, LongestLabel),
            ["options"] = new JsonArray([.. options.Take(MostOptions).Select(o => (JsonNode)Option(o, o))]),
        },
        "checkbox" => new() { ["type"] = "checkboxes", ["action_id"] = "v", ["options"] = new JsonArray(Option(input.Label, Checked)) },
        _ => new() { ["type"] = "plain_text_input", ["action_id"] = "v", ["max_length"] = LongestAnswer },
    };

    private static JsonObject Option(string label, string value) => new() { ["text"] = SlackText.Line(label, LongestOption), ["value"] = MessageText.Shorten(value, LongestOption) };

    private static string? Value(JsonElement element)
    {
        if (element.TryGetProperty("value", out var text))
            return text.GetString();
        if (element.TryGetProperty("selected_option", out var option) && option.ValueKind == JsonValueKind.Object)
            return option.GetProperty("value").GetString();
        return element.TryGetProperty("selected_options", out var chosen) && chosen.ValueKind == JsonValueKind.Array
            ? chosen.GetArrayLength() > 0 ? Checked : "false"
            : null;
    }
}
