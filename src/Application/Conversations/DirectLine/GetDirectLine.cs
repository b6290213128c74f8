using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations.DirectLine;

/// <summary>Whether a token's conversation is there and its session has not ended (C04). Errors: conversation_not_found, session_expired.</summary>
[Access(Audience.System)]
public sealed record GetDirectLine(Guid ConversationId) : IQuery<DirectLineState>;

/// <param name="LastSequence">Where it stands now: a watermark.</param>
/// <param name="Locale">BCP 47 tag.</param>
public sealed record DirectLineState(long LastSequence, string Locale);

internal sealed class GetDirectLineHandler(IStore store, TimeProvider time) : IRequestHandler<GetDirectLine, Result<DirectLineState>>
{
    public async Task<Result<DirectLineState>> Handle(GetDirectLine request, CancellationToken cancellationToken) =>
        await store.FindDirectLineAsync(request.ConversationId, time.GetUtcNow(), cancellationToken) ?? ConversationErrors.NotFound;
}

/// <summary>A token is being refreshed: the session goes on. One that was never opened has nothing to go on. Errors: session_expired.</summary>
[Access(Audience.System)]
public sealed record ExtendDirectLine(Guid ConversationId) : ICommand<Done>;

internal sealed class ExtendDirectLineHandler(IStore store, TimeProvider time) : IRequestHandler<ExtendDirectLine, Result<Done>>
{
    public async Task<Result<Done>> Handle(ExtendDirectLine request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<Session>(request.ConversationId, cancellationToken) is not { } session)
            return Result.Done;
        return session.Extend(DirectLineSessions.Life, time.GetUtcNow()) ? Result.Done : AccountErrors.SessionExpired;
    }
}
