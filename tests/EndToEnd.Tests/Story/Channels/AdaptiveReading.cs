using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>An activity as somebody reads it in Teams or Web Chat: its text, and its Adaptive Card from top to bottom.</summary>
internal sealed partial class AdaptiveReading
{
    private readonly List<string> _words = [];
    private readonly List<Fact> _facts = [];
    private readonly List<Choice> _choices = [];

    public static Told Read(string place, JsonElement activity)
    {
        var reading = new AdaptiveReading();
        reading._words.AddRange(Told.Lines(Text(activity, "text")));
        var cards = List(activity, "attachments")
            .Where(a => Text(a, "contentType") == "application/vnd.microsoft.card.adaptive").Select(a => a.GetProperty("content")).ToArray();
        foreach (var card in cards)
        {
            reading.Items(card, "body", null);
            reading.Actions(card, null);
        }

        return new Told(place, reading._words, reading._facts, reading._choices, [.. cards.Select(c => JsonNode.Parse(c.GetRawText())!)]);
    }

    private void Items(JsonElement element, string name, string? of)
    {
        foreach (var item in List(element, name))
            Item(item, of);
    }

    private void Item(JsonElement item, string? of)
    {
        switch (Text(item, "type"))
        {
            case "TextBlock":
                _words.AddRange(Told.Lines(Unmark(Text(item, "text"))));
                break;
            case "RichTextBlock":
                _words.AddRange(Told.Lines(string.Concat(List(item, "inlines").Select(i => Text(i, "text")))));
                break;
            case "Container":
                var begin = _words.Count;
                Items(List(item, "items").First(), "columns", of);
                var title = _words.ElementAtOrDefault(begin);
                foreach (var rest in List(item, "items").Skip(1))
                    Item(rest, title);
                break;
            case "Column":
                Items(item, "items", of);
                break;
            case "FactSet":
                _facts.AddRange(List(item, "facts").Select(f => new Fact(Unmark(Text(f, "title")), Unmark(Text(f, "value")))));
                break;
            case "ActionSet":
                Actions(item, of);
                break;
            case { } input when input.StartsWith("Input.", StringComparison.Ordinal):
                _words.Add(Unmark(Text(item, "label") ?? Text(item, "title")));
                break;
        }
    }

    private void Actions(JsonElement element, string? of)
    {
        foreach (var action in List(element, "actions"))
        {
            var link = Text(action, "url") is { } url ? new Uri(url) : null;
            _choices.Add(new Choice(Text(action, "title")!, of, link, action.TryGetProperty("data", out var data) ? data.Clone() : default));
        }
    }

    private static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    /// <summary>Markdown that stands for nothing but its own signs.</summary>
    private static string Unmark(string? text) => Escaped().Replace(text ?? "", "${sign}");

    [GeneratedRegex(@"\\(?<sign>\W|_)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Escaped();
}
