using EzSolutions.Application.Conversations.Models;
using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Bot.Skills.Support;
using EzSolutions.Bot.Understanding;
using MediatR;

namespace EzSolutions.Bot.Knowledge;

/// <summary>
/// Has the answer to a question put into words before its turn. The turn searches again and uses the wording only if it still comes from the
/// articles it would answer with.
/// </summary>
internal sealed class AnswerAdvisor(IAnswerPhrasing phrasing, IMediator mediator)
{
    public bool IsOn => phrasing.IsOn;

    /// <returns>Null when the message asks nothing that an article answers.</returns>
    public async Task<(string Note, AdvisedAnswer? Answer)?> AdviseAsync(
        string said, string locale, MessageUnderstanding understood, IReadOnlyList<ModelAllowance> allowances, double sure, CancellationToken ct)
    {
        if (!IsOn || understood.Requests.FirstOrDefault(r => r.Skill == SkillNames.AskKnowledge && r.Confidence >= sure) is not { } request)
            return null;
        var question = AskKnowledgeSkill.Asked(request.Slots.GetValueOrDefault(SlotNames.Query) ?? said);
        if (await mediator.Send(AskKnowledgeSkill.Search(question, locale), ct) is not { IsSuccess: true } found
            || AskKnowledgeSkill.Answering(found.Value) is not { Count: > 0 } articles)
            return null;

        var passages = articles.Select(a => new KnowledgePassage(a.Heading is { } heading ? $"{a.Title}: {heading}" : a.Title, a.Text)).ToList();
        var phrased = await phrasing.PhraseAsync(new KnowledgeQuestion(question, allowances), passages, ct);
        return (phrased.Note, phrased.Text is { } text ? new AdvisedAnswer(question, text, [.. articles.Select(a => a.Slug)]) : null);
    }
}
