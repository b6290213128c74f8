using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Fields of a modal, and what they hold when it is sent.</summary>
internal static class SlackInputs
{
    private const int LongestLabel = 150;
    private const int LongestOption = 75;
    private const int LongestValue = 150;
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

    /// <summary>One of several buttons.</summary>
    public static JsonObject Choice(string id, string label, IReadOnlyList<CardAction> actions, CardTexts texts) => new()
    {
        ["type"] = "input",
        ["block_id"] = id,
        ["label"] = SlackText.Line(label, LongestLabel),
        ["element"] = Select(actions.Select(a => Option(a.Label, a.Id)), texts),
    };

    /// <param name="state">A submission's <c>state.values</c>: block, action, what it holds.</param>
    public static Dictionary<string, string> Read(JsonElement state)
    {
        Dictionary<string, string> values = [];
        foreach (var block in state.ValueKind == JsonValueKind.Object ? state.EnumerateObject() : default)
        {
            foreach (var element in block.Value.ValueKind == JsonValueKind.Object ? block.Value.EnumerateObject() : default)
            {
                if (Value(element.Value) is { } value)
                    values[block.Name] = value;
            }
        }

        return values;
    }

    private static JsonObject Element(CardInput input, CardTexts texts) => input.Type switch
    {
        "select" when input.Options is { Count: > 0 } options => Select(options.Select(o => Option(o, o)), texts),
        "checkbox" => new() { ["type"] = "checkboxes", ["action_id"] = "v", ["options"] = new JsonArray(Option(input.Label, Checked)) },
        "email" => new() { ["type"] = "email_text_input", ["action_id"] = "v" },
        "number" => new() { ["type"] = "number_input", ["action_id"] = "v", ["is_decimal_allowed"] = true },
        _ => new() { ["type"] = "plain_text_input", ["action_id"] = "v", ["max_length"] = LongestAnswer },
    };

    private static JsonObject Select(IEnumerable<JsonObject> options, CardTexts texts) => new()
    {
        ["type"] = "static_select",
        ["action_id"] = "v",
        ["placeholder"] = SlackText.Line(texts.Choose, LongestLabel),
        ["options"] = new JsonArray([.. options.Take(MostOptions)]),
    };

    private static JsonObject Option(string label, string value) => new() { ["text"] = SlackText.Line(label, LongestOption), ["value"] = MessageText.Shorten(value, LongestValue) };

    private static string? Value(JsonElement element) =>
        element.Text("value") ?? element.At("selected_option").Text("value")
        ?? (element.At("selected_options") is { ValueKind: JsonValueKind.Array } chosen ? chosen.GetArrayLength() > 0 ? Checked : "false" : null);
}
