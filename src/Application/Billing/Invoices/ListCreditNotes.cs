using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Invoices;

/// <summary>The customer's own credit notes, newest first. Staff see all, or name a customer or an invoice.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListCreditNotes(PageRequest Page, Guid? CustomerId = null, Guid? InvoiceId = null) : IQuery<Page<CreditNoteView>>;

/// <summary>One of the customer's own credit notes, by id or number; somebody else's is credit_note_not_found, the same as none.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetCreditNote(string IdOrNumber) : IQuery<CreditNoteView>;

/// <param name="Applied">What came off the invoice's amount due.</param>
/// <param name="ToWallet">What became credit.</param>
public sealed record CreditNoteView(
    Guid Id, string Number, Guid CustomerId, Guid InvoiceId, string InvoiceNumber, string Reason, IReadOnlyList<CreditNoteLineView> Lines,
    Money Subtotal, Money Tax, Money Total, Money Applied, Money ToWallet, DateTimeOffset IssuedAt);

/// <param name="InvoiceLine">The position of the invoice's line.</param>
public sealed record CreditNoteLineView(int InvoiceLine, string Description, Money Amount, Money Tax, decimal TaxRatePercent);

internal sealed class ListCreditNotesHandler(IStore store, IActorContext actors) :
    IRequestHandler<ListCreditNotes, Result<Page<CreditNoteView>>>,
    IRequestHandler<GetCreditNote, Result<CreditNoteView>>
{
    public async Task<Result<Page<CreditNoteView>>> Handle(ListCreditNotes request, CancellationToken cancellationToken)
    {
        var notes = store.Query<CreditNote>().VisibleTo(actors.Current);
        if (request.CustomerId is { } customer)
            notes = notes.Where(n => n.CustomerId == customer);
        if (request.InvoiceId is { } invoice)
            notes = notes.Where(n => n.InvoiceId == invoice);
        return await store.NewestFirstAsync(notes, request.Page, CreditNoteViews.From, cancellationToken);
    }

    public async Task<Result<CreditNoteView>> Handle(GetCreditNote request, CancellationToken cancellationToken)
    {
        var note = await store.FirstOrDefaultAsync(
            store.Query<CreditNote>().VisibleTo(actors.Current).Named(request.IdOrNumber), cancellationToken);
        return note is null ? BillingErrors.CreditNoteNotFound : CreditNoteViews.From(note);
    }
}

internal static class CreditNoteViews
{
    public static CreditNoteView From(CreditNote note) => new(
        note.Id, note.Number, note.CustomerId, note.InvoiceId, note.InvoiceNumber, note.Reason,
        [.. note.Lines.OrderBy(l => l.Position).Select(l => new CreditNoteLineView(l.InvoiceLine, l.Description, l.Amount, l.Tax, l.TaxRatePercent))],
        note.Subtotal, note.Tax, note.Total, note.Applied, note.ToWallet, note.IssuedAt);

    public static IQueryable<CreditNote> VisibleTo(this IQueryable<CreditNote> notes, Actor actor) => actor switch
    {
        Actor.Staff or Actor.System => notes,
        Actor.Customer customer => notes.Where(n => n.CustomerId == customer.CustomerId),
        _ => notes.Where(_ => false),
    };

    public static IQueryable<CreditNote> Named(this IQueryable<CreditNote> notes, string idOrNumber)
    {
        var number = idOrNumber.Trim().ToUpperInvariant();
        return Guid.TryParse(idOrNumber, out var id) ? notes.Where(n => n.Id == id) : notes.Where(n => n.Number == number);
    }
}
