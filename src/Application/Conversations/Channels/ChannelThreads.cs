using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>Finds the conversation of somebody on an outside channel, and who they are to us.</summary>
internal sealed class ChannelThreads(IStore store, ConversationLog log, IOptionsMonitor<ConversationOptions> options)
{
    /// <summary>Two first messages at once open one: the other meets the unique index, and its unit of work runs again.</summary>
    public async Task<ChannelThread> FindOrOpenAsync(ChannelSender sender, CancellationToken ct)
    {
        var (channel, tenant, key, user) = (sender.Channel, sender.Tenant, sender.ThreadKey, sender.UserId);
        var known = await store.FindAsync<ChannelThread>(
            t => t.Channel == channel && t.Tenant == tenant && t.ThreadKey == key && t.UserId == user, ct);
        if (known is not null)
        {
            if (known.IsBlocked || known.Reference != sender.Reference)
                known.Heard(sender.Reference);
            return known;
        }

        var (conversationId, at) = log.Stamp();
        store.Add(Conversation.Open(conversationId, channel, options.CurrentValue.SpokenFor(sender.Locale), null, at, sender.IsPrivate));
        var opened = ChannelThread.Open(log.Stamp().Id, sender.Account, key, sender.IsPrivate, sender.Reference, conversationId, at);
        store.Add(opened);
        await store.FlushAsync(ct);
        return opened;
    }

    /// <summary>
    /// Makes a private conversation speak for whom its person is linked to now, and for nobody once they are unlinked. Where others read along it
    /// changes nothing.
    /// </summary>
    public async Task MeetAsync(Conversation conversation, ChannelSender sender, CancellationToken ct)
    {
        if (conversation.IsPrivate)
            await SpeakForAsync(conversation, await FindIdentityAsync(sender.Account, ct), ct);
        conversation.CallCustomer(sender.UserName);
    }

    public async Task SpeakForAsync(Conversation conversation, ChannelIdentity? identity, CancellationToken ct)
    {
        if (conversation.CustomerId == identity?.CustomerId)
            return;
        if (conversation.CustomerId is not null)
            conversation.SignOut(log.Stamp());
        if (identity is not { CustomerId: var customerId })
            return;
        var customer = await store.FirstOrDefaultAsync(
            store.Query<Customer>().Where(c => c.Id == customerId).Select(c => new { c.Name, c.Email }), ct);
        if (customer is not null)
        {
            conversation.SignIn(log.Stamp(), customerId, identity.UserId, customer.Name, customer.Email, identity.ProvenAt);
            await KeepLanguageAsync(conversation, ct);
        }
    }

    /// <summary>What is spoken in a conversation is what its customer reads elsewhere: in mails, on documents and pages.</summary>
    public async Task KeepLanguageAsync(Conversation conversation, CancellationToken ct)
    {
        if (conversation.CustomerId is { } id && await store.FindAsync<Customer>(c => c.Id == id, ct) is { } customer)
            customer.SpeakIn(conversation.Locale);
    }

    public Task<ChannelIdentity?> FindIdentityAsync(ChannelAccount account, CancellationToken ct)
    {
        var (channel, tenant, user) = account;
        return store.FindAsync<ChannelIdentity>(
            i => i.Channel == channel && i.Tenant == tenant && i.AccountId == user && i.UnlinkedAt == null, ct);
    }

    /// <summary>The conversations that this account has with us alone; in one order, because they are locked one after the other.</summary>
    public async Task<List<Guid>> PrivateConversationsAsync(ChannelAccount account, CancellationToken ct)
    {
        var (channel, tenant, user) = account;
        return await store.ListAsync(
            store.Query<ChannelThread>()
                .Where(t => t.Channel == channel && t.Tenant == tenant && t.UserId == user && t.IsPrivate)
                .OrderBy(t => t.ConversationId)
                .Select(t => t.ConversationId),
            ct);
    }

    /// <summary>Nobody speaks in these conversations any more for whom the account was linked to.</summary>
    /// <param name="except">One that is signed out by its own turn.</param>
    public async Task SignOutAsync(ChannelAccount account, Guid? except, CancellationToken ct)
    {
        foreach (var id in (await PrivateConversationsAsync(account, ct)).Where(id => id != except))
        {
            if (await store.FindLockedAsync<Conversation>(id, ct) is not { } conversation)
                continue;
            conversation.SignOut(log.Stamp());
            await log.SaveAsync(conversation, ct);
        }
    }

    /// <summary>
    /// The person proved themselves in the chat. An account on a channel speaks for the customer it is linked to and for nobody else, whoever's code
    /// was typed.
    /// </summary>
    public async Task ProveAsync(Conversation conversation, Guid customerId, DateTimeOffset at, CancellationToken ct)
    {
        if (await OfAsync(conversation, ct) is not { } thread)
            return;
        if (await FindIdentityAsync(thread.Account, ct) is not { } identity || !identity.Prove(customerId, at).IsSuccess)
            throw new InvalidOperationException($"Conversation {conversation.Id} cannot be signed in: its account is not linked to that customer.");
    }

    public Task<ChannelThread?> OfAsync(Conversation conversation, CancellationToken ct)
    {
        var id = conversation.Id;
        return conversation.Channel == Conversation.WidgetChannel
            ? Task.FromResult<ChannelThread?>(null)
            : store.FindAsync<ChannelThread>(t => t.ConversationId == id, ct);
    }
}
