using EzSolutions.Application.Conversations.Models;
using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Support;

/// <summary>Answers how something works with the best passage of the help articles and its link; what no article answers is kept for staff.</summary>
internal sealed class AskKnowledgeSkill : ISkill
{
    /// <summary>Slots of the buttons under an answer; their value is the article's slug.</summary>
    internal const string Helped = "helped";

    internal const string DidNotHelp = "did_not_help";

    public string Name => SkillNames.AskKnowledge;

    public IReadOnlyList<Slot> Slots { get; } = [new QuestionSlot()];

    public string Topic(BotTexts texts) => texts.Knowledge.Topic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        if (context[Helped] is { } helpful)
        {
            await RateAsync(context, helpful, helped: true, ct);
            context.Say(context.Texts.Knowledge.GladItHelped);
            return Step.Finish;
        }

        if (context[DidNotHelp] is { } useless)
        {
            await RateAsync(context, useless, helped: false, ct);
            context.Show(KnowledgeCards.WayOn(context.Texts, context.Texts.Knowledge.SorryItDidNot));
            return Step.Finish;
        }

        return await AnswerAsync(context, context[SlotNames.Query]!, ct);
    }

    internal static string Asked(string question) => Show.Short(question.Trim(), 900);

    internal static SearchKnowledge Search(string asked, string locale) => new(Plain(asked), locale, 4);

    /// <summary>No article has the small words of a chat, and each unknown word makes an answer less sure.</summary>
    private static string Plain(string asked)
    {
        var words = asked.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(w => !SmallWords.Contains(w.Trim('.', ',', '!', '?', '…').ToLowerInvariant())).ToList();
        return kept.Count == 0 ? asked : string.Join(' ', kept);
    }

    private static readonly HashSet<string> SmallWords = new(
        [
            "hm", "hmm", "hmmm", "um", "uh", "oh", "ah", "well", "ok", "okay", "so", "hey", "hi", "hello", "hii", "pls", "plz", "please", "thx", "thanks", "actually", "btw", "wait",
            "also", "just", "quick", "question", "u", "ur", "r", "n", "w", "ya", "guys", "lol", "sorry", "bro", "mate", "sir", "whats", "hows", "wats", "wat", "wht", "im", "ive", "dont", "cant",
        ],
        StringComparer.Ordinal);

    /// <summary>The articles an answer is given from, the best first; none when nothing answers for sure.</summary>
    internal static IReadOnlyList<FoundArticle> Answering(IReadOnlyList<FoundArticle> found) =>
        found.Count > 0 && found[0].Confidence >= KnowledgeConfidence.Sure ? [.. found.Where(a => a.Confidence >= KnowledgeConfidence.MayFit).Take(3)] : [];

    private static async Task<Step> AnswerAsync(SkillContext context, string question, CancellationToken ct)
    {
        var asked = Asked(question);
        var found = await context.SendAsync(Search(asked, context.Turn.Locale), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        // What the customer may want to send on as a ticket.
        context.Turn.State.Said = question;
        if (Answering(found.Value) is { Count: > 0 } articles)
        {
            var phrased = Phrased(context.Turn.Advice?.Answer, asked, articles);
            context.Turn.Decide($"answered with {articles[0].Slug}{(phrased is null ? "" : " in the model's words")}");
            context.Show(KnowledgeCards.Answer(context.Texts, articles, phrased));
            return Step.Finish;
        }

        await context.SendAsync(new CollectQuestion(asked, context.Turn.Locale), ct);
        context.Turn.Decide("no article answers this; kept for staff");
        var fitting = found.Value.Where(a => a.Confidence >= KnowledgeConfidence.MayFit).ToList();
        context.Show(fitting.Count > 0
            ? KnowledgeCards.MayFit(context.Texts, fitting)
            : KnowledgeCards.WayOn(context.Texts, context.Texts.Knowledge.NotKnown));
        return Step.Finish;
    }

    /// <summary>The model's words, where they are about this question and these very articles.</summary>
    private static string? Phrased(AdvisedAnswer? advised, string asked, IReadOnlyList<FoundArticle> articles) =>
        advised is not null && advised.Question == asked && advised.Articles.SequenceEqual(articles.Select(a => a.Slug)) ? advised.Text : null;

    private static async Task RateAsync(SkillContext context, string slug, bool helped, CancellationToken ct)
    {
        // An article that was taken back meanwhile cannot be rated any more; nothing is lost by that.
        var rated = await context.SendAsync(new RateArticle(slug, helped, context.Turn.Locale), ct);
        context.Turn.Decide(rated.IsSuccess ? $"{slug} rated" : $"{slug} is gone");
    }
}

/// <summary>The question: what was just written, or, after a button, what is written next.</summary>
internal sealed class QuestionSlot() : Slot(SlotNames.Query)
{
    public override AnswerKind Kind => AnswerKind.Text;

    public override Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        if (context[AskKnowledgeSkill.Helped] is not null || context[AskKnowledgeSkill.DidNotHelp] is not null)
        {
            return Task.FromResult<Step>(Step.Skip);
        }

        if (context.Turn.Said is not { } said)
        {
            return Task.FromResult<Step>(new Step.Ask(new Question(context.Texts.Knowledge.AskWhat)));
        }

        context.Set(Name, said);
        return Task.FromResult<Step>(Step.Skip);
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(value.Any(char.IsLetterOrDigit) ? new SlotReading.Taken(value.Trim()) : new SlotReading.Refused(context.Texts.Knowledge.AskWhat));
}
