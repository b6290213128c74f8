using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.AdaptiveCards;

/// <summary>
/// Draws a <see cref="Card"/> as an Adaptive Card 1.5, for Teams and for Direct Line's clients. All of its text stays text (C08): it stands in text
/// runs, which are never read as Markdown, or is escaped where the format knows nothing but Markdown.
/// </summary>
/// <remarks>
/// A button is an <c>Action.Submit</c> whose data are <c>entryId</c> and <c>actionId</c>, beside the values of the inputs under the inputs' ids;
/// a link is an <c>Action.OpenUrl</c> with an absolute address.
/// </remarks>
internal sealed class AdaptiveCardRenderer(IPublicAddresses addresses)
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public const string Version = "1.5";

    /// <summary>In UTF-16 units. Teams takes 100 KB as UTF-16 for the whole message; the rest is left for what stands around the card.</summary>
    public const int LargestCard = 40_000;

    private const int LongestTitle = 300;
    private const int LongestText = 4_000;
    private const int MostItems = 100;
    private const int MostFacts = 60;

    /// <param name="entryId">The entry the card stands on: comes back with its buttons.</param>
    /// <param name="locale">BCP 47 tag, for the few words that are not the card's own.</param>
    public JsonObject Render(Card card, Guid entryId, string? locale = null)
    {
        var parts = new CardParts(entryId, card.Inputs is { Count: > 0 }, addresses, BotTexts.For(locale).Card);
        var shown = (Items: Math.Min(card.Items?.Count ?? 0, MostItems), Facts: Math.Min(card.Facts?.Count ?? 0, MostFacts));
        while (true)
        {
            var rendered = Render(card, parts, shown.Items, shown.Facts);
            // A long list is cut, visibly, rather than refused by the channel.
            if (shown is ( <= 1, <= 1) || rendered.ToJsonString(AdaptiveJson.Compact).Length <= LargestCard)
                return rendered;
            shown = shown.Items > 1 ? (shown.Items / 2, shown.Facts) : (shown.Items, shown.Facts / 2);
        }
    }

    private static JsonObject Render(Card card, CardParts parts, int items, int facts)
    {
        var body = new JsonArray();
        if (card.Image is { } image && parts.Link(image) is { } address)
            body.Add(AdaptiveText.Image(address, card.Title));
        if (card.Title is { Length: > 0 } title)
            body.Add(AdaptiveText.Heading(MessageText.Shorten(title, LongestTitle)));
        foreach (var line in AdaptiveText.Lines(card.Text, LongestText))
            body.Add(AdaptiveText.Plain(line));
        if (card.Progress is { } progress)
            AdaptiveProgress.Add(body, progress, parts.Texts);
        AdaptiveItems.Add(body, card.Items ?? [], items, parts);
        if (facts > 0)
            body.Add(AdaptiveFacts.Of(card.Facts!.Take(facts)));
        if (card.Facts?.Count > facts)
            body.Add(AdaptiveText.Subtle(parts.Texts.AndMore(card.Facts.Count - facts)));
        foreach (var input in card.Inputs ?? [])
            body.Add(AdaptiveInputs.Of(input, parts.Texts));

        var actions = AdaptiveActions.AddTo(body, card.Actions ?? [], parts);
        var rendered = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = Version,
            ["body"] = body,
        };
        if (MessageText.Shorten($"{card.Title} {card.Text}".Trim(), LongestTitle) is { Length: > 0 } words)
            rendered["fallbackText"] = AdaptiveText.Escape(words);
        if (actions is not null)
            rendered["actions"] = actions;
        return rendered;
    }
}

/// <summary>What the parts of one card have in common.</summary>
internal sealed record CardParts(Guid EntryId, bool HasInputs, IPublicAddresses Addresses, CardTexts Texts)
{
    /// <summary>Absolute, and of the web; null for anything else (C08).</summary>
    public Uri? Link(Uri uri)
    {
        var absolute = uri.IsAbsoluteUri ? uri : Addresses.For(uri.OriginalString);
        return absolute.Scheme == Uri.UriSchemeHttps || absolute.Scheme == Uri.UriSchemeHttp ? absolute : null;
    }
}
