using System.Net.Mail;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Slack;

/// <summary>Fields as Slack's client sends them, and what it does not let a person send.</summary>
internal sealed class SlackForms
{
    /// <param name="values">By block id.</param>
    public JsonObject State(JsonNode? blocks, JsonObject? values, bool check)
    {
        var state = new JsonObject();
        foreach (var block in blocks.Objects().Where(b => b.Text("type") == "input"))
        {
            var (id, element) = (block.Text("block_id") ?? "", block["element"]!.AsObject());
            var given = values.Text(id);
            if (check && Refusal(block, element, given) is { } refusal)
                throw new SlackRefusal($"{block["label"].Text("text")}: {refusal}");
            state[id] = new JsonObject { [element.Text("action_id") ?? "v"] = Held(element, given) };
        }

        return state;
    }

    private static JsonObject Held(JsonObject element, string? given)
    {
        var type = element.Text("type")!;
        var chosen = element["options"].Objects().FirstOrDefault(o => o.Text("value") == given || o["text"].Text("text") == given);
        return type switch
        {
            "static_select" or "radio_buttons" => new() { ["type"] = type, ["selected_option"] = chosen?.DeepClone() },
            "checkboxes" => new() { ["type"] = type, ["selected_options"] = given is "true" ? new JsonArray(element["options"]![0]!.DeepClone()) : new JsonArray() },
            _ => new() { ["type"] = type, ["value"] = string.IsNullOrEmpty(given) ? null : given },
        };
    }

    private static string? Refusal(JsonObject block, JsonObject element, string? given)
    {
        if (string.IsNullOrEmpty(given))
            return block.Flag("optional") || element.Text("type") == "checkboxes" ? null : "Please complete this required field.";
        return element.Text("type") switch
        {
            "email_text_input" => MailAddress.TryCreate(given, out _) ? null : "Please enter a valid email address.",
            "number_input" => decimal.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out _) ? null : "Please enter a number.",
            "plain_text_input" => element["max_length"] is JsonValue max && max.TryGetValue(out int most) && given.Length > most ? "Too long." : null,
            _ => null,
        };
    }
}
