using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EzSolutions.Sandbox.Pages;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>An Adaptive Card as plain page elements: enough to read it as Teams shows it, and to press it.</summary>
internal static partial class TeamsCardView
{
    public const string Style = """
        .ac{display:grid;gap:6px}.ac .head{font-weight:700;font-size:1.05rem}.ac .bold{font-weight:600}.ac .subtle{color:var(--soft)}.ac .right{text-align:right}
        .ac .part{display:grid;gap:6px}.ac .part.line{border-top:1px solid var(--line);padding-top:8px;margin-top:2px}
        .ac .columns{display:flex;gap:12px;align-items:start}.ac .columns>*{min-width:0;display:grid;gap:2px}.ac .columns.bar{gap:0;border-radius:4px;overflow:hidden;background:var(--line)}.ac .bar>*{height:8px}.ac .good{background:var(--good)}
        .ac dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:3px 16px;margin:0}.ac dt{color:var(--soft)}.ac dd{margin:0}
        .ac .buttons{display:flex;flex-wrap:wrap;gap:8px;margin-top:4px}.ac .buttons .button{padding:5px 12px;font-size:.875rem}.ac .danger{border-color:var(--bad);color:var(--bad)}.ac label{margin:0}.ac img{max-width:100%}
        """;

    public static Html Of(JsonObject card) => Html.Of($"<div class=\"ac\">{Items(card["body"])}{Actions(card["actions"])}</div>");

    private static Html Items(JsonNode? items) => Html.Join(Objects(items).Select(Item));

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static Html Item(JsonObject item)
    {
        var id = Text(item, "id");
        var label = Text(item, "label") ?? Text(item, "title");
        return Text(item, "type") switch
        {
            "TextBlock" => Html.Of($"<div class=\"head\">{Unmark(Text(item, "text"))}</div>"),
            "RichTextBlock" => Runs(item),
            "Container" => Html.Of($"<div class=\"part{(item["separator"] is null ? "" : " line")}\">{Items(item["items"])}</div>"),
            "ColumnSet" => Columns(item),
            "FactSet" => Html.Of($"<dl>{Html.Join(Objects(item["facts"]).Select(f => Html.Of($"<dt>{Unmark(Text(f, "title"))}</dt><dd>{Unmark(Text(f, "value"))}</dd>")))}</dl>"),
            "ActionSet" => Actions(item["actions"]),
            "Input.Toggle" => Html.Of($"<label>{label} <span><input type=\"checkbox\" name=\"{id}\" style=\"width:auto\"> {Text(item, "title")}</span></label>"),
            "Input.ChoiceSet" => Html.Of($"<label>{label}<select name=\"{id}\">{Html.Join(Objects(item["choices"]).Select(c => Html.Of($"<option value=\"{Text(c, "value")}\">{Text(c, "title")}</option>")))}</select></label>"),
            "Input.Text" or "Input.Number" => Html.Of($"<label>{label}<input name=\"{id}\"></label>"),
            _ => Html.Empty,
        };
    }

    private static Html Runs(JsonObject block)
    {
        var runs = Objects(block["inlines"]).ToArray();
        var look = (runs.Any(r => Text(r, "weight") == "Bolder") ? "bold " : "") + (runs.Any(r => r["isSubtle"] is not null) ? "subtle " : "")
            + (Text(block, "horizontalAlignment") == "Right" ? "right" : "");
        return Html.Of($"<div class=\"{look}\">{string.Concat(runs.Select(r => Text(r, "text")))}</div>");
    }

    /// <summary>Empty columns with weights are how a card of 1.5 draws a bar.</summary>
    private static Html Columns(JsonObject set)
    {
        var columns = Objects(set["columns"]).ToArray();
        var isBar = columns.All(c => c["items"] is not JsonArray { Count: > 0 });
        return Html.Of($"<div class=\"columns{(isBar ? " bar" : "")}\">{Html.Join(columns.Select(Column))}</div>");
    }

    private static Html Column(JsonObject column)
    {
        var width = Text(column, "width") ?? "stretch";
        var grow = width == "stretch" ? "1" : width.All(char.IsAsciiDigit) ? width : "0";
        return Html.Of($"<div class=\"{Text(column, "style")}\" style=\"flex:{grow} 1 {(grow == "0" ? "auto" : "0")}\">{Items(column["items"])}</div>");
    }

    private static Html Actions(JsonNode? actions) => actions is JsonArray { Count: > 0 } list
        ? Html.Of($"<div class=\"buttons\">{Html.Join(list.OfType<JsonObject>().Select(Action))}</div>")
        : Html.Empty;

    private static Html Action(JsonObject action)
    {
        var look = Text(action, "style") switch { "positive" => "slim", "destructive" => "plain slim danger", _ => "plain slim" };
        return Text(action, "type") == "Action.OpenUrl"
            ? Html.Of($"<a class=\"button {look}\" rel=\"noreferrer\" target=\"_blank\" title=\"{Text(action, "tooltip")}\" href=\"{Text(action, "url")}\">{Text(action, "title")} ↗</a>")
            : Html.Of($"<button type=\"button\" class=\"{look}\" title=\"{Text(action, "tooltip")}\" data-submit=\"{action["data"]?.ToJsonString()}\">{Text(action, "title")}</button>");
    }

    /// <summary>Markdown whose signs stand for themselves.</summary>
    private static string? Unmark(string? text) => text is null ? null : Escaped().Replace(text, "${sign}");

    private static string? Text(JsonObject from, string name) => ActivityRules.Text(from, name);

    [GeneratedRegex(@"\\(?<sign>\W|_)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Escaped();
}
