using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Application.Billing.Documents;

/// <summary>An invoice as PDF, by id or number; somebody else's is invoice_not_found, the same as none. Staff and the system print any. Errors: document_unavailable.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record PrintInvoice(string IdOrNumber) : IQuery<PrintedDocument>;

/// <summary>A credit note as PDF. Errors: credit_note_not_found, document_unavailable.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record PrintCreditNote(string IdOrNumber) : IQuery<PrintedDocument>;

/// <summary>Either, by its id: what goes with a mail. Errors: invoice_not_found, document_unavailable.</summary>
[Access(Audience.System)]
public sealed record PrintDocument(Guid Id) : IQuery<PrintedDocument>;

/// <summary>What a sealed link of a chat or a mail leads to: the invoice it names, as PDF. Errors: link_invalid, document_unavailable.</summary>
[Access(Audience.Anyone)]
public sealed record OpenInvoiceLink(string Token) : IQuery<PrintedDocument>
{
    /// <summary>Never shows the token in a log.</summary>
    public override string ToString() => nameof(OpenInvoiceLink);
}

/// <summary>Links to the PDFs of invoices, good for a day; of those that are not the actor's there is none.</summary>
[Access(Audience.Customer | Audience.System)]
public sealed record GetInvoiceLinks(IReadOnlyList<Guid> InvoiceIds) : IQuery<IReadOnlyDictionary<Guid, Uri>>;

/// <param name="Name">A file name, e.g. <c>INV-2026-000123.pdf</c>.</param>
public sealed record PrintedDocument(string Name, byte[] Pdf);

internal sealed partial class PrintInvoiceHandler(
    IStore store, IActorContext actors, BillingDocuments documents, IDocumentPrinter printer, InvoiceLinks links, ILogger<PrintInvoiceHandler> logger) :
    IRequestHandler<PrintInvoice, Result<PrintedDocument>>,
    IRequestHandler<PrintCreditNote, Result<PrintedDocument>>,
    IRequestHandler<PrintDocument, Result<PrintedDocument>>,
    IRequestHandler<OpenInvoiceLink, Result<PrintedDocument>>,
    IRequestHandler<GetInvoiceLinks, Result<IReadOnlyDictionary<Guid, Uri>>>
{
    public async Task<Result<PrintedDocument>> Handle(PrintInvoice request, CancellationToken cancellationToken) =>
        await store.FirstOrDefaultAsync(store.Query<Invoice>().VisibleTo(actors.Current).Named(request.IdOrNumber), cancellationToken) is { } invoice
            ? await PrintAsync(invoice, cancellationToken)
            : BillingErrors.InvoiceNotFound;

    public async Task<Result<PrintedDocument>> Handle(PrintCreditNote request, CancellationToken cancellationToken) =>
        await store.FirstOrDefaultAsync(store.Query<CreditNote>().VisibleTo(actors.Current).Named(request.IdOrNumber), cancellationToken) is { } note
            ? Print(await documents.OfAsync(note, cancellationToken))
            : BillingErrors.CreditNoteNotFound;

    public async Task<Result<PrintedDocument>> Handle(PrintDocument request, CancellationToken cancellationToken)
    {
        if (await store.FirstOrDefaultAsync(store.Query<Invoice>().Where(i => i.Id == request.Id && i.Number != null), cancellationToken) is { } invoice)
            return await PrintAsync(invoice, cancellationToken);
        return await store.FirstOrDefaultAsync(store.Query<CreditNote>().Where(n => n.Id == request.Id), cancellationToken) is { } note
            ? Print(await documents.OfAsync(note, cancellationToken))
            : BillingErrors.InvoiceNotFound;
    }

    public async Task<Result<PrintedDocument>> Handle(OpenInvoiceLink request, CancellationToken cancellationToken) =>
        links.TryRead(request.Token, out var id)
        && await store.FirstOrDefaultAsync(store.Query<Invoice>().Where(i => i.Id == id && i.Number != null), cancellationToken) is { } invoice
            ? await PrintAsync(invoice, cancellationToken)
            : Links.AccountLinks.Invalid;

    public async Task<Result<IReadOnlyDictionary<Guid, Uri>>> Handle(GetInvoiceLinks request, CancellationToken cancellationToken)
    {
        var own = await store.ListAsync(
            store.Query<Invoice>().VisibleTo(actors.Current).Where(i => request.InvoiceIds.Contains(i.Id)).Select(i => i.Id), cancellationToken);
        return own.ToDictionary(id => id, links.For);
    }

    private async Task<Result<PrintedDocument>> PrintAsync(Invoice invoice, CancellationToken ct) => Print(await documents.OfAsync(invoice, ct));

    /// <summary>M12: whatever keeps it from being printed is said as such; nothing of the document depends on it.</summary>
    private Result<PrintedDocument> Print(BillingDocument document)
    {
        try
        {
            return new PrintedDocument($"{document.Number}.pdf", printer.Print(document));
        }
        catch (Exception exception)
        {
            LogNotPrinted(logger, exception, document.Number);
            return BillingErrors.DocumentUnavailable;
        }
    }

    [LoggerMessage(2131, LogLevel.Error, "{Number} could not be printed")]
    private static partial void LogNotPrinted(ILogger logger, Exception exception, string number);
}
