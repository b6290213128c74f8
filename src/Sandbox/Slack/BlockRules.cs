using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Slack;

/// <summary>Block Kit as Slack takes it: known blocks and elements, what each must have, and how much of it.</summary>
internal static class BlockRules
{
    public const int MostInMessage = 50;
    public const int MostInView = 100;

    /// <summary>Of a message's blocks together; nowhere written down by Slack, but refused all the same.</summary>
    private const int LongestTogether = 13_000;

    public static void CheckMessage(JsonNode? blocks)
    {
        if (blocks is null)
            return;
        if (Fault(blocks, MostInMessage) is { } fault)
            throw new SlackRefusal("invalid_blocks", fault);
        if (Length(blocks) > LongestTogether)
            throw new SlackRefusal("msg_blocks_too_long");
    }

    public static void CheckView(JsonNode? view)
    {
        if (view is not JsonObject body || body.Text("type") != "modal")
            throw new SlackRefusal("invalid_arguments", "view must be a modal");
        var fault = Plain(body["title"], 24) ?? Fault(body["blocks"], MostInView)
            ?? (body["submit"] is null ? null : Plain(body["submit"], 24))
            ?? (body["close"] is null ? null : Plain(body["close"], 24))
            ?? (body["submit"] is null && body["blocks"].Objects().Any(b => b.Text("type") == "input") ? "a submit is needed where there is an input" : null)
            ?? (body.Text("private_metadata") is { Length: > 3_000 } ? "private_metadata: at most 3000 characters" : null)
            ?? (body.Text("callback_id") is { Length: > 255 } ? "callback_id: at most 255 characters" : null);
        if (fault is not null)
            throw new SlackRefusal("invalid_arguments", fault);
    }

    private static string? Fault(JsonNode? blocks, int most)
    {
        if (blocks is not JsonArray { Count: > 0 } list)
            return "blocks must be a list that is not empty";
        if (list.Count > most)
            return $"no more than {most} items allowed";
        HashSet<string> ids = new(StringComparer.Ordinal);
        return Each(list, b => b.Text("block_id") is { } id && (id.Length > 255 || !ids.Add(id)) ? $"block_id {id} is used twice or too long" : Block(b));
    }

    private static string? Block(JsonObject block) => block.Text("type") switch
    {
        "header" => Plain(block["text"], 150),
        "divider" => null,
        "image" => Address(block.Text("image_url"), 3_000) ?? Needs(block, "alt_text", 2_000),
        "context" => Count(block["elements"], 10, "context") ?? Each(block["elements"], e => Text(e, 3_000)),
        "section" => block["text"] is null && block["fields"] is null ? "a section needs text or fields"
            : (block["text"] is { } text ? Text(text, 3_000) : null) ?? (block["fields"] is { } fields ? Count(fields, 10, "fields") ?? Each(fields, f => Text(f, 2_000)) : null),
        "actions" => Count(block["elements"], 25, "actions") ?? Twice(block["elements"]) ?? Each(block["elements"], Element),
        "input" => Plain(block["label"], 2_000) ?? (block["element"] is JsonObject element ? Element(element) : "an input needs an element"),
        var other => $"unsupported type: {other}",
    };

    private static string? Element(JsonObject element) => (element.Text("action_id") is { Length: > 255 } ? "action_id: at most 255 characters" : null) ?? element.Text("type") switch
    {
        "button" => Plain(element["text"], 75) ?? (element.Text("value") is { Length: > 2_000 } ? "value: at most 2000 characters" : null)
            ?? (element["url"] is null ? null : Address(element.Text("url"), 3_000))
            ?? (element["style"] is null || element.Text("style") is "primary" or "danger" ? null : "unknown button style")
            ?? (element.Text("accessibility_label") is { Length: > 75 } ? "accessibility_label: at most 75 characters" : null),
        "static_select" or "radio_buttons" or "checkboxes" => Options(element),
        "plain_text_input" => element["max_length"] is JsonValue max && max.TryGetValue(out int most) && most is < 1 or > 3_000 ? "max_length: 1 to 3000" : null,
        "email_text_input" or "url_text_input" or "datepicker" => null,
        "number_input" => element["is_decimal_allowed"] is null ? "number_input needs is_decimal_allowed" : null,
        var other => $"unsupported element: {other}",
    };

    private static string? Options(JsonObject element)
    {
        var most = element.Text("type") == "static_select" ? 100 : 10;
        return Count(element["options"], most, "options")
            ?? Each(element["options"], o => Plain(o["text"], 75) ?? (o.Text("value") is { Length: > 0 and <= 150 } ? null : "an option needs a value of at most 150 characters"))
            ?? (element["placeholder"] is { } placeholder ? Plain(placeholder, 150) : null);
    }

    private static string? Twice(JsonNode? elements)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        return Each(elements, e => e.Text("action_id") is { } id && !ids.Add(id) ? $"action_id {id} is used twice in its block" : null);
    }

    private static string? Plain(JsonNode? text, int longest) => text.Text("type") == "plain_text" ? Text(text, longest) : "plain_text is needed";

    private static string? Text(JsonNode? text, int longest) =>
        text.Text("type") is not ("plain_text" or "mrkdwn") ? "a text object is needed"
        : text.Text("text") is not { Length: > 0 } words ? "must be more than 0 characters"
        : words.Length > longest ? $"must be less than {longest + 1} characters" : null;

    private static string? Needs(JsonObject block, string name, int longest) => block.Text(name) is { Length: > 0 } given && given.Length <= longest ? null : $"{name} is missing or too long";

    private static string? Address(string? address, int longest) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && address!.Length <= longest ? null : "an absolute web address is needed";

    private static string? Count(JsonNode? list, int most, string what) =>
        list is not JsonArray { Count: > 0 } array ? $"{what}: at least one is needed" : array.Count > most ? $"{what}: no more than {most} items allowed" : null;

    private static string? Each(JsonNode? list, Func<JsonObject, string?> fault) => list is JsonArray array
        ? array.Select((item, i) => (item is JsonObject o ? fault(o) : "an object was expected") is { } wrong ? $"{wrong} [json-pointer:/{i}]" : null).FirstOrDefault(f => f is not null)
        : null;

    private static int Length(JsonNode? node) => node switch
    {
        JsonObject o => o.Sum(p => p.Key == "text" && p.Value is JsonValue value && value.TryGetValue(out string? text) ? text.Length : Length(p.Value)),
        JsonArray a => a.Sum(Length),
        _ => 0,
    };
}
