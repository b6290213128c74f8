using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Charges;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Invoices and their payment; for staff, what gateways have told us.</summary>
internal static class BillingEndpoints
{
    public static RouteGroupBuilder MapBilling(this RouteGroupBuilder api)
    {
        var invoices = api.MapGroup("/invoices").WithTags("Invoices");
        invoices.MapGet("", List).WithName("ListInvoices").WithSummary("Your invoices, newest first");
        invoices.MapGet("/{idOrNumber}", Get).WithName("GetInvoice").WithSummary("One of your invoices, by id or number");
        invoices.MapGet("/{idOrNumber}/pdf", DocumentEndpoints.Invoice).WithName("PrintInvoice").WithSummary("One of your invoices as PDF");
        invoices.MapPost("/{id:guid}/payments", Pay).WithName("PayInvoice").WithSummary("Start or resume paying; open the answer's url in a browser");
        api.MapGet("/charges", Explain).WithTags("Invoices").WithName("ExplainCharge")
            .WithSummary("Where an amount comes from, by invoice or by amount: lines, taxes, credit notes and ledger entries");

        var staff = api.MapGroup("/staff/payment-events").WithTags("Billing (staff)");
        staff.MapGet("", Events).WithName("ListPaymentEvents").WithSummary("What gateways have told us, newest first");
        staff.MapGet("/unmatched", Unmatched).WithName("ListUnmatchedPaymentEvents").WithSummary("Events that fit nothing and wait for a person");
        staff.MapPost("/{id:guid}/reprocess", Reprocess).WithName("ReprocessPaymentEvent").WithSummary("Look at an unmatched event again");
        return api.MapCoupons().MapTax().MapLedger().MapWallets().MapInvoiceAdmin().MapExports();
    }

    private static async Task<Results<Ok<Page<InvoiceView>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, bool unpaidOnly = false, Guid? customerId = null) =>
        (await mediator.Send(new ListInvoices(new PageRequest(limit, after), unpaidOnly, customerId), ct)).ToOk();

    private static async Task<Results<Ok<InvoiceView>, ProblemHttpResult>> Get(string idOrNumber, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetInvoice(idOrNumber), ct)).ToOk();

    private static async Task<Results<Ok<PaymentStarted>, ProblemHttpResult>> Pay(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new PayInvoice(id), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<ChargeExplanation>>, ProblemHttpResult>> Explain(
        IMediator mediator, CancellationToken ct, string? invoice = null, decimal? amount = null, string? currency = null) =>
        (await mediator.Send(new ExplainCharge(invoice, amount, currency), ct)).ToOk();

    private static async Task<Results<Ok<Page<InboxEventView>>, ProblemHttpResult>> Events(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Word<InboxState>? state = null) =>
        (await mediator.Send(new ListInboxEvents(new PageRequest(limit, after), state?.Value), ct)).ToOk();

    private static async Task<Results<Ok<Page<InboxEventView>>, ProblemHttpResult>> Unmatched(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null) =>
        (await mediator.Send(new ListInboxEvents(new PageRequest(limit, after), InboxState.Unmatched), ct)).ToOk();

    private static async Task<Results<Ok<InboxEventView>, ProblemHttpResult>> Reprocess(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReprocessInboxEvent(id), ct)).ToOk();
}
