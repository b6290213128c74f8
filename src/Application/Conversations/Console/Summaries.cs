using System.Linq.Expressions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Conversations;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>Reads inbox lines straight into their response shape.</summary>
internal sealed class Summaries(IStore store, IOptionsMonitor<ConversationOptions> options, TimeProvider time)
{
    private const int PreviewLength = 160;

    public async Task<List<ConversationSummary>> ListAsync(IQueryable<Conversation> conversations, CancellationToken ct)
    {
        var rows = await store.ListAsync(
            conversations.Select(c => new
            {
                Conversation = c,

                // A card of the system (the place in the queue) says nothing that one would choose a conversation by.
                Last = store.Query<Entry>()
                    .Where(e => e.ConversationId == c.Id && !(e.Kind == EntryKind.Card && e.Author.Kind == AuthorKind.System))
                    .OrderByDescending(e => e.Sequence)
                    .FirstOrDefault(),
            }),
            ct);
        return [.. rows.Select(row => Of(row.Conversation, row.Last))];
    }

    public async Task<ConversationSummary?> FindAsync(Guid id, CancellationToken ct) =>
        (await ListAsync(store.Query<Conversation>().Where(c => c.Id == id), ct)).FirstOrDefault();

    /// <summary>One view of the inbox.</summary>
    public static Expression<Func<Conversation, bool>> In(ConversationView view, Guid staffId) => view switch
    {
        ConversationView.Waiting => c => c.State == ConversationState.Open && c.Owner.Kind == OwnerKind.Queue,
        ConversationView.Mine => c => c.State == ConversationState.Open && c.Owner.Kind == OwnerKind.Staff && c.Owner.StaffId == staffId,
        ConversationView.Bot => c => c.State == ConversationState.Open && c.Owner.Kind == OwnerKind.Bot,
        ConversationView.Staff => c => c.State == ConversationState.Open && c.Owner.Kind == OwnerKind.Staff,
        ConversationView.Resolved => c => c.State == ConversationState.Resolved,
        _ => c => true,
    };

    private ConversationSummary Of(Conversation c, Entry? last) => new(
        c.Id,
        c.Channel,
        c.State,
        OwnerView.Of(c.Owner),
        c.CustomerId is { } customerId ? new CustomerIdentity(customerId, c.VisitorName ?? VisitorName.Unknown, c.CustomerEmail ?? "") : null,
        c.VisitorName,
        c.AssuranceAt(time.GetUtcNow(), options.CurrentValue.AssuranceLifetime),
        c.Subject,
        last is null ? null : new LastEntry(last.Kind, AuthorView.Of(last.Author), Preview(last), last.CreatedAt),
        c.LastSequence,
        c.WaitingSince,
        c.LastActivityAt,
        c.CreatedAt,
        c.IsPrivate,
        c.Topic,
        c.Locale);

    private static string? Preview(Entry entry) =>
        (entry.Text ?? entry.Card?.Title ?? entry.Card?.Text) is { } text ? MessageText.Shorten(text, PreviewLength) : null;
}
