using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Application.Conversations;

/// <summary>
/// One turn of the bot, inside the current unit of work: takes the conversation's row lock (so turns of one conversation run one after the
/// other on all nodes), answers what is unanswered, and commits replies, effects and "handled up to" together.
/// </summary>
internal sealed class TurnRunner(
    IStore store,
    ConversationLog log,
    Channels.ChannelThreads threads,
    ActorContext actors,
    IEnumerable<IDialogue> dialogues,
    ConversationActor actorOf,
    TimeProvider time)
{
    /// <summary>Answers what the customer sent. Nothing to answer, or not the bot's to answer: does nothing.</summary>
    public async Task<Result<Done>> AnswerAsync(Guid conversationId, TurnAdvice? advice, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Conversation>(conversationId, ct) is not { } conversation)
            return ConversationErrors.NotFound;
        // C02: a takeover that came first wins; nothing is said.
        if (!conversation.AwaitsTurn)
            return Result.Done;
        if (dialogues.FirstOrDefault() is { } dialogue)
            return await RunAsync(dialogue, conversation, await InboundAsync(conversation, advice, ct), ct);

        conversation.EnterQueue(log.Stamp, "No assistant is installed.");
        await log.SaveAsync(conversation, ct);
        return Result.Done;
    }

    /// <summary>Says hello in a conversation where nothing has been said yet.</summary>
    public async Task<Result<Done>> GreetAsync(Guid conversationId, CancellationToken ct)
    {
        var conversation = await store.FindLockedAsync<Conversation>(conversationId, ct);
        return conversation is { LastSequence: 0, Owner.Kind: OwnerKind.Bot } && dialogues.FirstOrDefault() is { } dialogue
            ? await RunAsync(dialogue, conversation, [], ct)
            : Result.Done;
    }

    private async Task<Result<Done>> RunAsync(IDialogue dialogue, Conversation conversation, IReadOnlyList<InboundEntry> inbound, CancellationToken ct)
    {
        var id = conversation.Id;
        var started = time.GetTimestamp();
        var actor = actorOf.Of(conversation);
        actors.Set(actor);
        var reply = await dialogue.RespondAsync(new DialogueTurn(id, actor, conversation.Locale, conversation.DialogueState, inbound, conversation.Channel, conversation.IsPrivate), ct);

        // A request that failed inside the turn has forgotten everything tracked; the row lock is still held.
        if (!store.Tracks(conversation))
        {
            conversation = await store.FindAsync<Conversation>(c => c.Id == id, ct)
                ?? throw new InvalidOperationException($"Conversation {id} vanished during its turn.");
        }
        await ChangeIdentityAsync(conversation, reply.Identity, ct);
        if (reply.Locale is { } locale)
            conversation.SpeakIn(locale);
        if (reply.Locale is not null || reply.Identity is IdentityChange.SignedIn)
            await threads.KeepLanguageAsync(conversation, ct);
        await SayAsync(conversation, reply.Entries, ct);
        if (reply.Handoff is { } handoff)
            conversation.EnterQueue(log.Stamp, handoff.Reason, handoff.Topic);
        var upTo = inbound.Count == 0 ? 0 : inbound[^1].Sequence;
        conversation.CompleteTurn(upTo, reply.State);
        if (reply.Trace is { } trace)
        {
            store.Add(TurnRecord.Create(
                log.Stamp(), id, inbound.Count == 0 ? 0 : inbound[0].Sequence, upTo, trace.Understanding, trace.Decisions, time.GetElapsedTime(started), trace.Frames));
        }
        await log.SaveAsync(conversation, ct);
        return Result.Done;
    }

    private async Task SayAsync(Conversation conversation, IReadOnlyList<OutgoingEntry> entries, CancellationToken ct)
    {
        var places = await log.FindByKeyAsync(conversation.Id, entries.Select(e => e.Key), ct);
        foreach (var entry in entries)
        {
            Guid? replaces = entry.Key is { } key && places.TryGetValue(key, out var place) ? place : null;
            var said = conversation.Say(log.Stamp(), entry.Text, entry.Card, entry.Key, replaces);
            if (said.IsSuccess && entry.Key is { } opened)
                places.TryAdd(opened, said.Value.Id);
        }
    }

    private async Task ChangeIdentityAsync(Conversation conversation, IdentityChange? change, CancellationToken ct)
    {
        switch (change)
        {
            case IdentityChange.SignedIn { Customer: var customer }:
                await threads.ProveAsync(conversation, customer.CustomerId, time.GetUtcNow(), ct);
                conversation.SignIn(log.Stamp(), customer.CustomerId, customer.UserId, customer.Name, customer.Email);
                break;
            case IdentityChange.SignedOut:
                conversation.SignOut(log.Stamp());
                break;
        }
    }

    private async Task<IReadOnlyList<InboundEntry>> InboundAsync(Conversation conversation, TurnAdvice? advice, CancellationToken ct)
    {
        var (id, from) = (conversation.Id, conversation.HandledUpTo);
        var entries = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == id && e.Sequence > from && e.Author.Kind == AuthorKind.Customer)
                .OrderBy(e => e.Sequence),
            ct);
        var cardIds = entries.Where(e => e.Action is not null).Select(e => e.Action!.EntryId).Distinct().ToArray();
        var cards = cardIds.Length == 0
            ? []
            : await store.ListAsync(store.Query<Entry>().Where(e => e.ConversationId == id && cardIds.Contains(e.Id)), ct);
        // Asked for when the conversation stood elsewhere: another turn has run since, and the question it answered may be settled.
        var advised = advice?.HandledUpTo == from ? advice.Entries : null;
        return
        [
            .. entries.Select(e => new InboundEntry(
                e.Id, e.Sequence, e.Action is null ? e.Text : null, e.Action, cards.FirstOrDefault(c => c.Id == e.Action?.EntryId)?.Card, e.CreatedAt,
                advised?.GetValueOrDefault(e.Id))),
        ];
    }
}
