using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Common;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Invoices written and corrected by staff; credit notes for both sides.</summary>
internal static class InvoiceAdminEndpoints
{
    public static RouteGroupBuilder MapInvoiceAdmin(this RouteGroupBuilder api)
    {
        var notes = api.MapGroup("/credit-notes").WithTags("Credit notes");
        notes.MapGet("", Notes).WithName("ListCreditNotes").WithSummary("Your credit notes, newest first");
        notes.MapGet("/{idOrNumber}", Note).WithName("GetCreditNote").WithSummary("One of your credit notes, by id or number");
        notes.MapGet("/{idOrNumber}/pdf", DocumentEndpoints.CreditNote).WithName("PrintCreditNote").WithSummary("One of your credit notes as PDF");

        var staff = api.MapGroup("/admin/invoices").WithTags("Invoices (staff)");
        staff.MapPost("", Draft).WithName("DraftInvoice").WithSummary("Write an invoice for what no order covers");
        staff.MapPost("/{id:guid}/finalise", Finalise).WithName("FinaliseInvoice").WithSummary("Give a draft its number and ask for it");
        staff.MapDelete("/{id:guid}", Discard).WithName("DiscardDraft").WithSummary("Throw a draft away");
        staff.MapPost("/{id:guid}/void", Void).WithName("VoidInvoice").WithSummary("Take back an invoice on which nothing was paid");
        staff.MapPost("/{id:guid}/write-off", WriteOff).WithName("WriteOffInvoice").WithSummary("Give up what is still due");
        staff.MapPost("/{id:guid}/credit-notes", Credit).WithName("IssueCreditNote").WithSummary("Take back lines of an invoice, or all of it");
        return api;
    }

    private static async Task<Results<Ok<Page<CreditNoteView>>, ProblemHttpResult>> Notes(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Guid? customerId = null, Guid? invoiceId = null) =>
        (await mediator.Send(new ListCreditNotes(new PageRequest(limit, after), customerId, invoiceId), ct)).ToOk();

    private static async Task<Results<Ok<CreditNoteView>, ProblemHttpResult>> Note(string idOrNumber, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetCreditNote(idOrNumber), ct)).ToOk();

    private static async Task<Results<Created<DraftView>, ProblemHttpResult>> Draft(DraftInvoice body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).ToCreated(made => $"/api/v1/admin/invoices/{made.Id}");

    private static async Task<Results<Ok<InvoiceView>, ProblemHttpResult>> Finalise(
        Guid id, IMediator mediator, CancellationToken ct, int dueInDays = 14) => (await mediator.Send(new FinaliseInvoice(id, dueInDays), ct)).ToOk();

    private static async Task<Results<NoContent, ProblemHttpResult>> Discard(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new DiscardDraft(id), ct)).ToNoContent();

    private static async Task<Results<Ok<InvoiceView>, ProblemHttpResult>> Void(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new VoidInvoice(id), ct)).ToOk();

    private static async Task<Results<Ok<InvoiceView>, ProblemHttpResult>> WriteOff(Guid id, ReasonBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new WriteOffInvoice(id, body.Reason), ct)).ToOk();

    private static async Task<Results<Created<CreditNoteView>, ProblemHttpResult>> Credit(
        Guid id, CreditBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new IssueCreditNote(id, body.Reason, body.Lines), ct)).ToCreated(made => $"/api/v1/credit-notes/{made.Number}");

    internal sealed record ReasonBody(string Reason);

    /// <param name="Lines">Left out: all that is left of every line.</param>
    internal sealed record CreditBody(string Reason, IReadOnlyList<CreditedLine>? Lines = null);
}
