using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Ledger;

/// <summary>The journal, newest first.</summary>
/// <param name="Account">Only entries that move it.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListJournal(PageRequest Page, LedgerAccount? Account = null, Guid? CustomerId = null, Guid? InvoiceId = null)
    : IQuery<Page<JournalEntryView>>;

public sealed record JournalEntryView(
    Guid Id, string Kind, string Reference, Guid? InvoiceId, string? Note, DateTimeOffset CreatedAt, IReadOnlyList<PostingView> Postings);

/// <param name="Amount">Debit positive, credit negative.</param>
public sealed record PostingView(string Account, Guid? CustomerId, Money Amount);

internal sealed class ListJournalHandler(IStore store) : IRequestHandler<ListJournal, Result<Page<JournalEntryView>>>
{
    public async Task<Result<Page<JournalEntryView>>> Handle(ListJournal request, CancellationToken cancellationToken)
    {
        var entries = store.Query<JournalEntry>();
        if (request.InvoiceId is { } invoice)
            entries = entries.Where(e => e.InvoiceId == invoice);
        if (request.Account is { } account)
            entries = entries.Where(e => e.Postings.Any(p => p.Account == account));
        if (request.CustomerId is { } customer)
            entries = entries.Where(e => e.Postings.Any(p => p.CustomerId == customer));
        return await store.NewestFirstAsync(entries, request.Page, View, cancellationToken);
    }

    private static JournalEntryView View(JournalEntry entry) => new(
        entry.Id, entry.Kind, entry.Reference, entry.InvoiceId, entry.Note, entry.CreatedAt,
        [.. entry.Postings.OrderBy(p => p.Position).Select(p => new PostingView(p.Account.Word(), p.CustomerId, p.Amount))]);
}
