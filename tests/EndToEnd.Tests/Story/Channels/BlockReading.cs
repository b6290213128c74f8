using System.Net;
using System.Text.Json;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>A message as somebody reads it in Slack: its blocks from top to bottom, or its text where it has none.</summary>
internal sealed class BlockReading
{
    private readonly List<string> _words = [];
    private readonly List<Fact> _facts = [];
    private readonly List<Choice> _choices = [];

    public static Told Read(string place, JsonElement message)
    {
        var reading = new BlockReading();
        if (message.TryGetProperty("blocks", out var blocks))
        {
            foreach (var block in blocks.EnumerateArray())
                reading.Block(block);
        }
        else
        {
            reading._words.AddRange(Told.Lines(WebUtility.HtmlDecode(message.GetProperty("text").GetString())));
        }

        return new Told(place, reading._words, reading._facts, reading._choices);
    }

    private void Block(JsonElement block)
    {
        switch (block.GetProperty("type").GetString())
        {
            case "section" when block.TryGetProperty("fields", out var fields):
                _facts.AddRange(fields.EnumerateArray().Select(f => f.GetProperty("text").GetString()!.Split('\n', 2)).Select(f => new Fact(f[0], f[1])));
                break;
            case "section":
                Section(Text(block, "text"));
                break;
            case "header":
                _words.AddRange(Told.Lines(Text(block, "text")));
                break;
            case "input":
                _words.AddRange(Told.Lines(Text(block, "label")));
                break;
            case "actions":
                _choices.AddRange(block.GetProperty("elements").EnumerateArray().Select(Button));
                break;
        }
    }

    /// <summary>A price stands behind the title here, elsewhere after all else of its line.</summary>
    private void Section(string text)
    {
        var lines = text.Split('\n', 2);
        var first = Told.Lines(lines[0]).ToArray();
        _words.AddRange([.. first.Take(1), .. lines.Skip(1).SelectMany(Told.Lines), .. first.Skip(1)]);
    }

    /// <summary>A link's label ends with its host.</summary>
    private static Choice Button(JsonElement button)
    {
        var link = button.TryGetProperty("url", out var url) ? new Uri(url.GetString()!) : null;
        var label = Text(button, "text");
        if (link is not null)
            label.ShouldEndWith($" ({link.Host})");
        label = link is null ? label : label[..^$" ({link.Host})".Length];
        var of = button.TryGetProperty("accessibility_label", out var spoken) ? spoken.GetString()![(label.Length + 2)..] : null;
        return new Choice(label, of, link, button.Clone());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetProperty("text").GetString()!;
}
