using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Pages;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>An Adaptive Card as plain page elements: enough to read it and to press it.</summary>
internal static class TeamsCardView
{
    public static Html Of(JsonObject card) => Html.Join([Items(card["body"]), Actions(card["actions"])]);

    private static Html Items(JsonNode? items) => Html.Join((items as JsonArray ?? []).OfType<JsonObject>().Select(Item));

    private static Html Item(JsonObject item)
    {
        var id = Text(item, "id");
        var label = Text(item, "label") ?? Text(item, "title");
        return Text(item, "type") switch
        {
            "TextBlock" => Html.Of($"<div><b>{Text(item, "text")}</b></div>"),
            "RichTextBlock" => Html.Of($"<div>{string.Concat((item["inlines"] as JsonArray ?? []).OfType<JsonObject>().Select(i => Text(i, "text")))}</div>"),
            "Container" => Items(item["items"]),
            "ColumnSet" => Html.Join((item["columns"] as JsonArray ?? []).OfType<JsonObject>().Select(c => Items(c["items"]))),
            "FactSet" => Html.Join((item["facts"] as JsonArray ?? []).OfType<JsonObject>().Select(f => Html.Of($"<div>{Text(f, "title")}: {Text(f, "value")}</div>"))),
            "ActionSet" => Actions(item["actions"]),
            "Input.Toggle" => Html.Of($"<label><input type=\"checkbox\" name=\"{id}\" style=\"width:auto\"> {label}</label>"),
            "Input.ChoiceSet" => Html.Of($"<label>{label}<select name=\"{id}\">{Html.Join((item["choices"] as JsonArray ?? []).OfType<JsonObject>().Select(c => Html.Of($"<option value=\"{Text(c, "value")}\">{Text(c, "title")}</option>")))}</select></label>"),
            "Input.Text" or "Input.Number" => Html.Of($"<label>{label}<input name=\"{id}\"></label>"),
            _ => Html.Empty,
        };
    }

    private static Html Actions(JsonNode? actions) => actions is JsonArray { Count: > 0 } list
        ? Html.Of($"<div class=\"buttons\">{Html.Join(list.OfType<JsonObject>().Select(Action))}</div>")
        : Html.Empty;

    private static Html Action(JsonObject action) => Text(action, "type") == "Action.OpenUrl"
        ? Html.Of($"<a class=\"button plain\" rel=\"noreferrer\" target=\"_blank\" href=\"{Text(action, "url")}\">{Text(action, "title")}</a>")
        : Html.Of($"<button type=\"button\" class=\"slim\" data-submit=\"{action["data"]?.ToJsonString()}\">{Text(action, "title")}</button>");

    private static string? Text(JsonObject from, string name) => ActivityRules.Text(from, name);
}
