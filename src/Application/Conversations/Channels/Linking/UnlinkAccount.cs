using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels.Linking;

/// <summary>
/// Ends the linking of the account that this conversation's person has on its channel; all their other conversations there are signed out with it. One
/// that is not linked is no error. The conversation itself is signed out by its turn. Error: conversation_not_found.
/// </summary>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record UnlinkAccount : ICommand<Unlinked>;

/// <param name="WasLinked">There was something to unlink.</param>
public sealed record Unlinked(bool WasLinked);

internal sealed class UnlinkAccountHandler(IStore store, ConversationLog log, ChannelThreads threads, IActorContext actors)
    : IRequestHandler<UnlinkAccount, Result<Unlinked>>
{
    public async Task<Result<Unlinked>> Handle(UnlinkAccount request, CancellationToken cancellationToken)
    {
        var ct = cancellationToken;
        if (actors.ConversationId() is not { } id ||
            await store.FirstOrDefaultAsync(store.Query<ChannelThread>().Where(t => t.ConversationId == id), ct) is not { } thread)
        {
            return new Unlinked(false);
        }
        if (await threads.FindIdentityAsync(thread.Account, ct) is not { } identity)
            return new Unlinked(false);
        identity.Unlink(log.Stamp().At);
        await threads.SignOutAsync(thread.Account, except: id, ct);
        return new Unlinked(true);
    }
}
