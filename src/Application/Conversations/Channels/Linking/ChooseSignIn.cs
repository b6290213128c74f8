using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels.Linking;

/// <summary>How the person of this conversation is to prove who they are. On an outside channel that makes a new link where none of them is linked yet. Error: conversation_not_found.</summary>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record ChooseSignIn : ICommand<SignInWay>;

public abstract record SignInWay
{
    private SignInWay()
    {
    }

    /// <summary>By a one-time code to an address they name.</summary>
    public sealed record Code : SignInWay;

    /// <summary>By a one-time code to the address of the customer their account is linked to, and to no other.</summary>
    public sealed record CodeTo(string Email) : SignInWay;

    /// <summary>By linking their account on this channel first, in a browser.</summary>
    public sealed record Link(Uri Url) : SignInWay;

    /// <summary>Not here, where others read along.</summary>
    public sealed record PrivatelyOnly : SignInWay;
}

internal sealed class ChooseSignInHandler(
    IStore store, ConversationLog log, ChannelThreads threads, IActorContext actors, IPublicAddresses addresses) : IRequestHandler<ChooseSignIn, Result<SignInWay>>
{
    public async Task<Result<SignInWay>> Handle(ChooseSignIn request, CancellationToken cancellationToken)
    {
        if (actors.ConversationId() is not { } id ||
            await store.FirstOrDefaultAsync(store.Query<Conversation>().Where(c => c.Id == id), cancellationToken) is not { } conversation)
        {
            return ConversationErrors.NotFound;
        }
        if (!conversation.IsPrivate)
            return new SignInWay.PrivatelyOnly();
        if (await threads.OfAsync(conversation, cancellationToken) is not { } thread)
            return new SignInWay.Code();
        if (await threads.FindIdentityAsync(thread.Account, cancellationToken) is { CustomerId: var customerId } &&
            await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Id == customerId).Select(c => c.Email), cancellationToken) is { } email)
        {
            return new SignInWay.CodeTo(email);
        }

        var (linkId, now) = log.Stamp();
        var (link, token) = AccountLink.Offer(linkId, thread.Account, conversation.VisitorName ?? VisitorName.Unknown, id, now);
        store.Add(link);
        return new SignInWay.Link(addresses.For($"link/{token}"));
    }
}
