using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Draws a <see cref="Card"/> in Slack's Block Kit, within its limits. All text is plain_text: nothing in it is ever markup or a mention (C08).</summary>
internal sealed class BlockKitRenderer(IPublicAddresses addresses)
{
    public const int MostBlocks = 50;

    private const int LongestTitle = 150;
    private const int LongestField = 1_000;
    private const int FieldsInBlock = 10;
    private const int MostFacts = 40;

    /// <summary>Kept free for what must not be cut: the way to answer.</summary>
    private const int Reserve = 12;

    /// <param name="entryId">The entry the card stands on: comes back with its buttons.</param>
    /// <param name="locale">BCP 47 tag, for the few words that are not the card's own.</param>
    public JsonArray Render(Card card, Guid entryId, string? locale = null)
    {
        var (texts, slack) = (BotTexts.For(locale).Card, BotTexts.For(locale).Slack);
        var buttons = new SlackButtons(entryId, Link, action => SlackForm.Opens(card, action));
        List<JsonObject> blocks = [];
        if (!string.IsNullOrWhiteSpace(card.Title))
            blocks.Add(new JsonObject { ["type"] = "header", ["text"] = SlackText.Line(card.Title, LongestTitle) });
        if (!string.IsNullOrWhiteSpace(card.Text))
            blocks.Add(Section(card.Text));
        if (card.Image is { } image && Link(image) is { } address)
            blocks.Add(new JsonObject { ["type"] = "image", ["image_url"] = address.AbsoluteUri, ["alt_text"] = MessageText.Shorten(card.Title ?? address.Host, LongestTitle) });
        if (card.Progress is { } progress)
            blocks.Add(Section(Progress(progress, texts)));
        blocks.AddRange(Facts(card.Facts ?? [], texts));
        AddItems(blocks, card.Items ?? [], buttons, texts);
        blocks.AddRange(buttons.Rows(SlackForm.ButtonsOf(card, slack)).Take(MostBlocks - blocks.Count));
        SlackText.Fit(blocks);
        return new JsonArray([.. blocks]);
    }

    private static void AddItems(List<JsonObject> blocks, IReadOnlyList<CardItem> items, SlackButtons buttons, CardTexts texts)
    {
        for (var i = 0; i < items.Count; i++)
        {
            JsonObject[] drawn = [Section(Words(items[i])), .. buttons.Rows(items[i].Actions ?? [], items[i].Title)];
            if (blocks.Count + drawn.Length > MostBlocks - Reserve)
            {
                blocks.Add(Section(texts.AndMore(items.Count - i)));
                return;
            }

            blocks.AddRange(drawn);
        }
    }

    private static IEnumerable<JsonObject> Facts(IReadOnlyList<CardFact> facts, CardTexts texts)
    {
        foreach (var chunk in facts.Take(MostFacts).Chunk(FieldsInBlock))
        {
            yield return new JsonObject
            {
                ["type"] = "section",
                ["fields"] = new JsonArray([.. chunk.Select(f => (JsonNode)SlackText.Lines($"{f.Label}\n{f.Value}", LongestField))]),
            };
        }

        if (facts.Count > MostFacts)
            yield return Section(texts.AndMore(facts.Count - MostFacts));
    }

    private static string Words(CardItem item) =>
        string.Join('\n', new[] { item.Price is { Length: > 0 } price ? $"{item.Title} · {price}" : item.Title, item.Text }.Where(t => !string.IsNullOrWhiteSpace(t)));

    private static string Progress(CardProgress progress, CardTexts texts)
    {
        const int parts = 20;
        var done = Math.Clamp(progress.Percent, 0, 100);
        var bar = new string('█', done * parts / 100).PadRight(parts, '░');
        return string.Join('\n', [$"{bar} {texts.PercentDone(done)}", .. progress.Steps.Select(s => $"{Sign(s.State)} {s.Name}: {texts.StepState(s.State)}")]);
    }

    private static string Sign(string state) => state switch
    {
        "done" => "✓",
        "active" => "▸",
        "failed" => "✗",
        _ => "○",
    };

    private static JsonObject Section(string text) => new() { ["type"] = "section", ["text"] = SlackText.Lines(text, SlackText.LongestSection) };

    /// <summary>Absolute, and of the web; null for anything else.</summary>
    private Uri? Link(Uri uri)
    {
        var absolute = uri.IsAbsoluteUri ? uri : addresses.For(uri.OriginalString);
        return absolute.Scheme == Uri.UriSchemeHttps || absolute.Scheme == Uri.UriSchemeHttp ? absolute : null;
    }
}
