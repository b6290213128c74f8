using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations;

/// <summary>Answers what a conversation's customer sent, if it is the bot's to answer; safe to run at any time, any number of times.</summary>
/// <param name="Advice">What a language model proposed, if one was asked before.</param>
[Access(Audience.System)]
public sealed record RunTurn(Guid ConversationId, TurnAdvice? Advice = null) : ICommand<Done>;

internal sealed class RunTurnHandler(TurnRunner turns) : IRequestHandler<RunTurn, Result<Done>>
{
    public Task<Result<Done>> Handle(RunTurn request, CancellationToken cancellationToken) =>
        turns.AnswerAsync(request.ConversationId, request.Advice, cancellationToken);
}

/// <summary>A turn did not succeed. Answers whether it is to be tried again; after the last failure it is passed to staff (C06).</summary>
[Access(Audience.System)]
public sealed record RecordFailedTurn(Guid ConversationId) : ICommand<FailedTurn>;

/// <param name="Failures">In a row.</param>
public sealed record FailedTurn(bool TryAgain, int Failures);

internal sealed class RecordFailedTurnHandler(IStore store, ConversationLog log, IOptionsMonitor<ConversationOptions> options)
    : IRequestHandler<RecordFailedTurn, Result<FailedTurn>>
{
    public async Task<Result<FailedTurn>> Handle(RecordFailedTurn request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<Conversation>(request.ConversationId, cancellationToken) is not { } conversation)
            return ConversationErrors.NotFound;
        var again = conversation.RecordFailedTurn(options.CurrentValue.TurnAttempts, log.Stamp);
        await log.SaveAsync(conversation, cancellationToken);
        return new FailedTurn(again, conversation.FailedTurns);
    }
}

/// <summary>Conversations with something unanswered for longer than a turn takes: what a crash left behind (C06).</summary>
/// <param name="OlderThan">Left alone until then: their turn is likely on its way.</param>
[Access(Audience.System)]
public sealed record FindUnanswered(DateTimeOffset OlderThan) : IQuery<IReadOnlyList<Guid>>;

internal sealed class FindUnansweredHandler(IStore store) : IRequestHandler<FindUnanswered, Result<IReadOnlyList<Guid>>>
{
    public async Task<Result<IReadOnlyList<Guid>>> Handle(FindUnanswered request, CancellationToken cancellationToken) =>
        await store.ListAsync(
            store.Query<Conversation>()
                .Where(c => c.Owner.Kind == OwnerKind.Bot && c.HandledUpTo < c.LastInboundSequence && c.LastActivityAt < request.OlderThan)
                .OrderBy(c => c.LastActivityAt)
                .Select(c => c.Id)
                .Take(500),
            cancellationToken);
}
