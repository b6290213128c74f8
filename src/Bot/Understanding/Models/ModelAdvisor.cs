using EzSolutions.Application.Catalog;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Knowledge;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Bot.Understanding.Models;

/// <summary>Asks the model about messages that are worth it and may be shown to it, within what may be spent.</summary>
internal sealed class ModelAdvisor(
    IEnumerable<ILanguageModel> models, IModelBudget budget, IRecogniser recogniser, AnswerAdvisor answers, PlansOnSale plans, IMediator mediator,
    TimeProvider time, IOptionsMonitor<ModelOptions> options)
    : ITurnAdvisor
{
    /// <summary>Of one turn; what is beyond is understood offline.</summary>
    private const int MostAsked = 3;

    /// <summary>At least as sure as the dialogue must be to act.</summary>
    private const double Sure = 0.6;

    private readonly ILanguageModel? _model = models.FirstOrDefault();

    public bool IsOn => _model is not null;

    public async Task<TurnAdvice> AdviseAsync(TurnPreview preview, CancellationToken ct)
    {
        var frame = StateCodec.Read(preview.State).Top;
        var advice = new Dictionary<Guid, EntryAdvice>();
        // P07: while a code is awaited, what comes in may be one.
        if (_model is null || frame?.Expecting == SlotNames.Code)
            return new TurnAdvice(preview.HandledUpTo, advice);

        var context = await ContextAsync(preview, frame, ct);
        List<SaidBefore> before = [.. preview.Before];
        var started = time.GetTimestamp();
        foreach (var entry in preview.Typed.Take(MostAsked))
        {
            var offline = recogniser.Recognise(entry.Text, context);
            var asked = HasTime() && (options.CurrentValue.Ask == AskModel.Always || IsUnsure(offline))
                ? await AskAsync(_model, preview, entry.Text, before, context, ct)
                : null;
            // A question may be found to be one by the model, too.
            var understood = ProposedUnderstanding.Of(offline, asked);
            var answer = HasTime() ? await answers.AdviseAsync(entry.Text, preview.Locale, understood, Allowances(preview), Sure, ct) : null;
            if (With(asked, answer) is { } advised)
                advice[entry.EntryId] = advised;
            before.Add(new SaidBefore(true, entry.Text));
        }

        return new TurnAdvice(preview.HandledUpTo, advice);

        // The time-out is the whole turn's: once it is used up nothing more is asked.
        bool HasTime() => time.GetElapsedTime(started) < options.CurrentValue.Timeout;
    }

    private static EntryAdvice? With(EntryAdvice? asked, (string Note, AdvisedAnswer? Answer)? answer) => (asked, answer) switch
    {
        (_, null) => asked,
        (null, var (note, text)) => new EntryAdvice(note, [], text),
        (_, var (note, text)) => asked with { Note = $"{asked.Note}; {note}", Answer = text },
    };

    private static bool IsUnsure(MessageUnderstanding offline) =>
        offline.Requests.Any(r => r.Confidence < Sure || r.Skill == SkillNames.OutOfScope);

    private async Task<EntryAdvice> AskAsync(
        ILanguageModel model, TurnPreview preview, string said, List<SaidBefore> before, RecognitionContext context, CancellationToken ct)
    {
        var question = ModelPrompt.Of(said, before, context, options.CurrentValue.AnswerTokens);
        var allowances = Allowances(preview);
        var reserved = ModelPrompt.Estimate(question);
        if (!await budget.TryReserveAsync(allowances, reserved, ct))
            return new EntryAdvice("model not asked: today's allowance is used up", []);

        var answer = await model.AskAsync(question, ct);
        if (answer is not ModelAnswer.Answered answered)
        {
            var failed = (ModelAnswer.Unavailable)answer;
            if (!failed.Asked)
                await budget.SettleAsync(allowances, -reserved, 0, ct);
            return new EntryAdvice($"model of no help: {failed.Reason}", []);
        }

        await budget.SettleAsync(allowances, answered.Tokens > 0 ? answered.Tokens - reserved : 0, answered.Calls.Count, ct);
        var requests = ProposalReader.Read(answered.Calls, said, context);
        return new EntryAdvice(requests.Count == 0 ? "model proposed nothing of use" : "model proposed " + string.Join(", ", requests.Select(r => r.Skill)), requests);
    }

    private ModelAllowance[] Allowances(TurnPreview preview)
    {
        var limits = options.CurrentValue;
        var own = preview.Actor is Actor.Customer customer
            ? new ModelAllowance($"customer:{customer.CustomerId:N}", limits.TokensPerCustomer, limits.ToolCallsPerCustomer)
            : new ModelAllowance($"visitor:{preview.Origin ?? preview.ConversationId.ToString("N")}", limits.TokensPerVisitor, limits.ToolCallsPerVisitor);
        return [own, new ModelAllowance(ModelAllowance.Everybody, limits.TokensPerDay, limits.ToolCallsPerDay)];
    }

    private async Task<RecognitionContext> ContextAsync(TurnPreview preview, Frame? frame, CancellationToken ct)
    {
        var sold = await plans.GetAsync(() => mediator.Send(new BrowseProducts(), ct));
        var services = preview.Actor is Actor.Customer { Assurance: >= Domain.Common.Assurance.Verified }
            && await mediator.Send(new ListServices(new PageRequest(50)), ct) is { IsSuccess: true } found
            ? found.Value.Items
            : [];
        return new RecognitionContext(
            [.. sold.Select(p => p.Name)], [.. services.Select(s => s.Label)], frame?.Skill, frame?.Expecting,
            [.. (frame?.Choices ?? []).Select(c => c.Label)], DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), Texts.BotTexts.For(preview.Locale).Code);
    }
}
