using System.Globalization;
using System.Text;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.PlainText;

/// <summary>
/// A card as a person would write it down: for channels that show no cards, and for the previews and notifications of those that do. Answers are
/// given by writing a button's words, which the bot understands.
/// </summary>
internal static class PlainTextRenderer
{
    private const int LongestLines = 30;

    /// <param name="siteOf">Makes a card's own links absolute.</param>
    public static string Render(Card card, Func<Uri, Uri> siteOf)
    {
        var text = new StringBuilder();
        Line(text, card.Title);
        Line(text, card.Text);
        foreach (var fact in card.Facts ?? [])
            Line(text, $"{fact.Label}: {fact.Value}");
        Items(text, card.Items ?? [], siteOf);
        if (card.Progress is { } progress)
            Progress(text, progress);
        foreach (var input in card.Inputs ?? [])
            Line(text, input.Options is { Count: > 0 } options ? $"{input.Label}: {string.Join(", ", options)}" : $"{input.Label}: ?");
        Actions(text, card.Actions ?? [], siteOf);
        return text.ToString().TrimEnd('\n');
    }

    private static void Items(StringBuilder text, IReadOnlyList<CardItem> items, Func<Uri, Uri> siteOf)
    {
        foreach (var item in items.Take(LongestLines))
        {
            Line(text, "- " + string.Join(", ", new[] { item.Title, item.Price, item.Text }.Where(part => !string.IsNullOrWhiteSpace(part))));
            foreach (var link in (item.Actions ?? []).Where(a => a.Url is not null))
                Line(text, $"  {link.Label}: {siteOf(link.Url!)}");
        }

        if (items.Count > LongestLines)
            Line(text, string.Create(CultureInfo.InvariantCulture, $"- … (+{items.Count - LongestLines})"));
    }

    private static void Progress(StringBuilder text, CardProgress progress)
    {
        Line(text, string.Create(CultureInfo.InvariantCulture, $"{progress.Percent} %"));
        foreach (var step in progress.Steps)
            Line(text, $"{MarkOf(step.State)} {step.Name}");
    }

    private static void Actions(StringBuilder text, IReadOnlyList<CardAction> actions, Func<Uri, Uri> siteOf)
    {
        foreach (var link in actions.Where(a => a.Url is not null))
            Line(text, $"{link.Label}: {siteOf(link.Url!)}");
        var buttons = actions.Where(a => a.Url is null).Select(a => $"\"{a.Label}\"").ToArray();
        if (buttons.Length > 0)
            Line(text, "→ " + string.Join(" / ", buttons));
    }

    private static string MarkOf(string state) => state switch
    {
        "done" => "✓",
        "active" => "…",
        "failed" => "✗",
        _ => "·",
    };

    private static void Line(StringBuilder text, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
            text.Append(line.TrimEnd()).Append('\n');
    }
}
