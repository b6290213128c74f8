using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.Disputes;
using EzSolutions.Application.Billing.Refunds;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Disputes;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Money that goes back, and for staff money that came by bank and payments that are disputed.</summary>
internal static class RefundEndpoints
{
    public static RouteGroupBuilder MapRefunds(this RouteGroupBuilder api)
    {
        api.MapPost("/invoices/{id:guid}/refunds", Ask).WithName("RequestRefund").WithSummary("Ask for money back; staff decide").WithTags("Refunds");
        api.MapGet("/refunds", List).WithName("ListRefunds").WithSummary("Your refunds, newest first; for staff all of them").WithTags("Refunds");

        var staff = api.MapGroup("/admin").WithTags("Billing (staff)");
        staff.MapPost("/refunds/{id:guid}/approve", Approve).WithName("ApproveRefund").WithSummary("Let a refund go ahead");
        staff.MapPost("/refunds/{id:guid}/reject", Reject).WithName("RejectRefund").WithSummary("Turn a refund down; the customer is told why");
        staff.MapPost("/refunds/{id:guid}/complete", Complete).WithName("CompleteManualRefund").WithSummary("A bank transfer was sent back by hand");
        staff.MapGet("/disputes", Disputes).WithName("ListDisputes").WithSummary("Disputed payments, newest first");
        staff.MapPost("/bank-transfers", Transfer).WithName("RecordBankTransfer").WithSummary("Book a transfer that came to our bank account for an invoice");
        return api;
    }

    /// <param name="Amount">Left out: all that can be refunded.</param>
    internal sealed record RefundAsked(string Reason, Money? Amount = null, RefundDestination Destination = RefundDestination.Origin);

    internal sealed record RefundRejection(string Note);

    internal sealed record RefundCompletion(string Reference);

    private static async Task<Results<Ok<RefundsRequested>, ProblemHttpResult>> Ask(Guid id, RefundAsked asked, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RequestRefund(id, asked.Reason, asked.Amount, asked.Destination), ct)).ToOk();

    private static async Task<Results<Ok<Page<RefundView>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Word<RefundState>? state = null) =>
        (await mediator.Send(new ListRefunds(new PageRequest(limit, after), state?.Value), ct)).ToOk();

    private static async Task<Results<Ok<RefundView>, ProblemHttpResult>> Approve(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ApproveRefund(id), ct)).ToOk();

    private static async Task<Results<Ok<RefundView>, ProblemHttpResult>> Reject(Guid id, RefundRejection why, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RejectRefund(id, why.Note), ct)).ToOk();

    private static async Task<Results<Ok<RefundView>, ProblemHttpResult>> Complete(Guid id, RefundCompletion done, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CompleteManualRefund(id, done.Reference), ct)).ToOk();

    private static async Task<Results<Ok<Page<DisputeView>>, ProblemHttpResult>> Disputes(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Word<DisputeState>? state = null) =>
        (await mediator.Send(new ListDisputes(new PageRequest(limit, after), state?.Value), ct)).ToOk();

    private static async Task<Results<Ok<BankTransferRecorded>, ProblemHttpResult>> Transfer(
        RecordBankTransfer transfer, IMediator mediator, CancellationToken ct) => (await mediator.Send(transfer, ct)).ToOk();
}
