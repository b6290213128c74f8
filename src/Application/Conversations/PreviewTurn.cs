using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations;

/// <summary>What a turn would answer, read without a lock; null when there is nothing of it for the bot.</summary>
/// <param name="Before">How many visible entries to read from before that.</param>
[Access(Audience.System)]
internal sealed record PreviewTurn(Guid ConversationId, int Before) : IQuery<Preview>;

internal sealed record Preview(TurnPreview? Turn);

internal sealed class PreviewTurnHandler(IStore store, ConversationActor actors) : IRequestHandler<PreviewTurn, Result<Preview>>
{
    private const int MostUnanswered = 10;

    public async Task<Result<Preview>> Handle(PreviewTurn request, CancellationToken cancellationToken)
    {
        var id = request.ConversationId;
        if (await store.FirstOrDefaultAsync(store.Query<Conversation>().Where(c => c.Id == id), cancellationToken) is not { AwaitsTurn: true } conversation)
            return new Preview(null);

        var from = conversation.HandledUpTo;
        var typed = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == id && e.Sequence > from && e.Author.Kind == AuthorKind.Customer && e.Action == null && e.Text != null)
                .OrderBy(e => e.Sequence)
                .Select(e => new TypedEntry(e.Id, e.Text!))
                .Take(MostUnanswered),
            cancellationToken);
        if (typed.Count == 0)
            return new Preview(null);

        // C03: what a model is shown is what the customer sees.
        var before = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == id && e.Sequence <= from && (e.Kind == EntryKind.Message || e.Kind == EntryKind.Card))
                .OrderByDescending(e => e.Sequence)
                .Take(request.Before),
            cancellationToken);
        return new Preview(new TurnPreview(
            id, actors.Of(conversation), conversation.Locale, conversation.OriginAddress, conversation.DialogueState, from, typed,
            [.. Enumerable.Reverse(before).Select(e => new SaidBefore(e.Author.Kind == AuthorKind.Customer, Words(e))).Where(s => s.Text.Length > 0)]));
    }

    private static string Words(Entry entry) =>
        entry.Text ?? entry.Action?.Label ?? string.Join(". ", new[] { entry.Card?.Title, entry.Card?.Text }.Where(t => !string.IsNullOrWhiteSpace(t)));
}
