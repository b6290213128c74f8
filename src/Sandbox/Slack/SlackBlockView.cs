using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Pages;

namespace EzSolutions.Sandbox.Slack;

/// <summary>Blocks as plain page elements: enough to read them, press them and fill them in.</summary>
internal static class SlackBlockView
{
    public static Html Of(JsonNode? blocks, JsonObject? errors = null) => Html.Join(blocks.Objects().Select(b => Block(b, errors)));

    private static Html Block(JsonObject block, JsonObject? errors) => block.Text("type") switch
    {
        "header" => Html.Of($"<div class=\"head\">{block["text"].Text("text")}</div>"),
        "section" => Html.Of($"{Words(block["text"])}{Fields(block["fields"])}"),
        "context" => Html.Join(block["elements"].Objects().Select(e => Html.Of($"<div class=\"soft small\">{e.Text("text")}</div>"))),
        "image" => Html.Of($"<div class=\"soft small\">[{block.Text("alt_text")}] {block.Text("image_url")}</div>"),
        "divider" => new Html("<hr>"),
        "actions" => Html.Of($"<div class=\"buttons\">{Html.Join(block["elements"].Objects().Select(Button))}</div>"),
        "input" => Input(block, errors.Text(block.Text("block_id") ?? "")),
        _ => Html.Empty,
    };

    private static Html Words(JsonNode? text) => text is null ? Html.Empty : Html.Of($"<div>{text.Text("text")}</div>");

    private static Html Fields(JsonNode? fields) => fields is null ? Html.Empty
        : Html.Of($"<div class=\"fields\">{Html.Join(fields.Objects().Select(f => Html.Of($"<div>{f.Text("text")}</div>")))}</div>");

    private static Html Button(JsonObject button) => button.Text("url") is { } url
        ? Html.Of($"<a class=\"button plain slim\" rel=\"noreferrer\" target=\"_blank\" href=\"{url}\">{button["text"].Text("text")}</a>")
        : Html.Of($"<button type=\"button\" class=\"slim {(button.Text("style") == "primary" ? "" : "plain")}\" data-press=\"{button.Text("action_id")}\" aria-label=\"{button.Text("accessibility_label") ?? button["text"].Text("text")}\">{button["text"].Text("text")}</button>");

    private static Html Input(JsonObject block, string? error)
    {
        var (id, element, label) = (block.Text("block_id"), block["element"]!, block["label"].Text("text"));
        var field = element.Text("type") switch
        {
            "static_select" or "radio_buttons" => Html.Of($"<select name=\"{id}\"><option value=\"\"></option>{Html.Join(element["options"].Objects().Select(o => Option(o, element["initial_option"].Text("value"))))}</select>"),
            "checkboxes" => Html.Of($"<input type=\"checkbox\" name=\"{id}\" style=\"width:auto\">"),
            _ => Html.Of($"<input name=\"{id}\">"),
        };
        return Html.Of($"<label>{label}{field}</label>{(error is null ? Html.Empty : Html.Of($"<p class=\"wrong small\">{error}</p>"))}");
    }

    private static Html Option(JsonObject option, string? chosen) =>
        Html.Of($"<option value=\"{option.Text("value")}\"{(option.Text("value") == chosen ? new Html(" selected") : Html.Empty)}>{option["text"].Text("text")}</option>");
}
