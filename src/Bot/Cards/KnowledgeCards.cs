using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Support;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Cards;

internal static class KnowledgeCards
{
    private const string Type = "article";

    /// <summary>The best passage with its link, others that may fit, and two buttons that say whether it helped.</summary>
    /// <param name="found">The best first.</param>
    /// <param name="phrased">The answer in other words than the passage's, made from all of these articles.</param>
    public static Card Answer(BotTexts texts, IReadOnlyList<FoundArticle> found, string? phrased)
    {
        var best = found[0];
        CardItem[] items = [.. found.Skip(1).Select(a => Item(texts, a))];
        return new Card
        {
            Type = Type,
            Title = best.Heading is { } heading ? $"{best.Title}: {heading}" : best.Title,
            Text = phrased ?? best.Text,
            Items = items.Length > 0 ? items : null,
            Actions =
            [
                Link(texts, best),
                new CardAction(ActionIds.Skill(SkillNames.AskKnowledge, (AskKnowledgeSkill.Helped, best.Slug)), texts.Knowledge.ThatHelped),
                new CardAction(ActionIds.Skill(SkillNames.AskKnowledge, (AskKnowledgeSkill.DidNotHelp, best.Slug)), texts.Knowledge.DidNotHelp),
            ],
        };
    }

    public static Card MayFit(BotTexts texts, IEnumerable<FoundArticle> found) => new()
    {
        Type = Type,
        Text = texts.Knowledge.MayFit,
        Items = [.. found.Select(a => Item(texts, a))],
        Actions = Ways(texts),
    };

    /// <summary>A sentence, with a ticket and a person as ways on.</summary>
    public static Card WayOn(BotTexts texts, string text) => ChoiceCards.Of(text, Ways(texts));

    private static CardItem Item(BotTexts texts, FoundArticle article) =>
        new(article.Title, Show.Short(article.Text, 120), null, [Link(texts, article)]);

    private static CardAction Link(BotTexts texts, FoundArticle article) =>
        new($"read:{article.Slug}", texts.Knowledge.Read, Url: article.Url);

    private static CardAction[] Ways(BotTexts texts) =>
    [
        ChoiceCards.Start(texts, SkillNames.OpenTicket, (OpenTicketSkill.About, OpenTicketSkill.Said)),
        ChoiceCards.Start(texts, SkillNames.TalkToHuman),
    ];
}
