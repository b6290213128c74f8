using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations;

/// <summary>
/// Takes advice, where there is somebody to ask, and then runs the turn. No transaction is open while the model thinks, and no lock is held: what
/// arrives meanwhile is answered by the same turn, understood offline (ADR 16).
/// </summary>
[Access(Audience.System)]
public sealed record AnswerConversation(Guid ConversationId) : IWorkflow<Done>;

internal sealed partial class AnswerConversationHandler(
    IMediator mediator, ActorContext actors, Channels.WorkingSigns signs, Channels.ThreadTitles titles, IEnumerable<ITurnAdvisor> advisors, IOptionsMonitor<ModelOptions> options,
    TimeProvider time, ILogger<AnswerConversationHandler> logger)
    : IRequestHandler<AnswerConversation, Result<Done>>
{
    public async Task<Result<Done>> Handle(AnswerConversation request, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow();
        await signs.ShowAsync(request.ConversationId, cancellationToken);
        var advice = advisors.FirstOrDefault() is { IsOn: true } advisor ? await AskAsync(advisor, request.ConversationId, cancellationToken) : null;
        var done = await mediator.Send(new RunTurn(request.ConversationId, advice), cancellationToken);
        if (done.IsSuccess)
            await titles.ShowAsync(request.ConversationId, since, cancellationToken);
        return done;
    }

    private async Task<TurnAdvice?> AskAsync(ITurnAdvisor advisor, Guid conversationId, CancellationToken ct)
    {
        var turns = actors.Current;
        try
        {
            var seen = await mediator.Send(new PreviewTurn(conversationId, options.CurrentValue.ContextEntries), ct);
            if (seen is not { IsSuccess: true, Value.Turn: { } preview })
                return null;
            actors.Set(preview.Actor);
            return await advisor.AdviseAsync(preview, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // C06: advice is welcome, not needed. Whatever goes wrong with it, the customer is answered.
            LogWithoutAdvice(logger, conversationId, exception);
            return null;
        }
        finally
        {
            actors.Set(turns);
        }
    }

    [LoggerMessage(331, LogLevel.Error, "No advice for the turn of conversation {ConversationId}; it is understood offline")]
    private static partial void LogWithoutAdvice(ILogger logger, Guid conversationId, Exception exception);
}
