using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Refunds;

/// <summary>
/// Staff let a refund go ahead: a credit note corrects the invoice, the money is set aside, and a job sends it. Errors: refund_not_found,
/// refund_already_decided, wallet_insufficient (the credit was spent meanwhile).
/// </summary>
[Access(Audience.Staff | Audience.System, Roles = [StaffRole.Billing])]
public sealed record ApproveRefund(Guid RefundId) : ICommand<RefundView>;

internal sealed class ApproveRefundHandler(
    IStore store, IActorContext actors, TimeProvider time, IJobQueue jobs, RefundCredit credit, WalletBook wallets)
    : IRequestHandler<ApproveRefund, Result<RefundView>>
{
    public async Task<Result<RefundView>> Handle(ApproveRefund request, CancellationToken cancellationToken)
    {
        if (await RefundLocks.LoadAsync(store, request.RefundId, cancellationToken) is not var (refund, invoice))
            return RefundErrors.NotFound;
        if (refund.Approve(actors.Current.Describe(), time.GetUtcNow()).Error is { } decided)
            return decided;

        var corrected = await credit.GiveAsync(invoice, refund.Amount, refund.Reason, cancellationToken);
        if (corrected.Error is { } refused)
            return refused;
        if (refund.Destination == RefundDestination.Wallet)
        {
            // The credit note has put it there.
            refund.Succeed(refund.IdempotencyKey, time.GetUtcNow());
            return RefundViews.From(refund);
        }

        // M04, M07: out of the wallet before it leaves us, so that the same credit cannot be spent and sent back.
        if ((await wallets.WithdrawForRefundAsync(refund.CustomerId, refund.IdempotencyKey, invoice.Id, refund.Amount, cancellationToken)).Error is { } spent)
            return spent;
        await jobs.EnqueueAsync(new SendRefund(refund.Id), cancellationToken);
        return RefundViews.From(refund);
    }
}

/// <summary>Staff turn a refund down; the customer is told why. Errors: refund_not_found, refund_already_decided.</summary>
/// <param name="Note">For the customer.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record RejectRefund(Guid RefundId, string Note) : ICommand<RefundView>;

internal sealed class RejectRefundValidator : AbstractValidator<RejectRefund>
{
    public RejectRefundValidator() => RuleFor(r => r.Note).NotEmpty().WithMessage("Tell the customer why.").MaximumLength(500);
}

internal sealed class RejectRefundHandler(IStore store, IActorContext actors, TimeProvider time) : IRequestHandler<RejectRefund, Result<RefundView>>
{
    public async Task<Result<RefundView>> Handle(RejectRefund request, CancellationToken cancellationToken)
    {
        if (await RefundLocks.LoadAsync(store, request.RefundId, cancellationToken) is not var (refund, _))
            return RefundErrors.NotFound;
        return refund.Reject(actors.Current.Describe(), request.Note.Trim(), time.GetUtcNow()).Map(_ => RefundViews.From(refund));
    }
}

/// <summary>A bank transfer was sent back by hand. Errors: refund_not_found, refund_not_manual.</summary>
/// <param name="Reference">Of the transfer, as on the bank statement.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record CompleteManualRefund(Guid RefundId, string Reference) : ICommand<RefundView>;

internal sealed class CompleteManualRefundValidator : AbstractValidator<CompleteManualRefund>
{
    public CompleteManualRefundValidator() => RuleFor(r => r.Reference).NotEmpty().MaximumLength(200);
}

internal sealed class CompleteManualRefundHandler(IStore store, RefundBook book) : IRequestHandler<CompleteManualRefund, Result<RefundView>>
{
    public async Task<Result<RefundView>> Handle(CompleteManualRefund request, CancellationToken cancellationToken)
    {
        if (await RefundLocks.LoadAsync(store, request.RefundId, cancellationToken) is not var (refund, _))
            return RefundErrors.NotFound;
        if (refund is not { State: RefundState.Approved, Provider: BankTransfer.RecordBankTransfer.Provider })
            return RefundErrors.NotManual;
        await book.RecordAsync(
            refund.Provider,
            new GatewayRefund($"{request.Reference.Trim()}:{refund.Id:N}", refund.PaymentId, refund.Id, refund.Amount, GatewayRefundState.Succeeded),
            cancellationToken);
        return RefundViews.From(refund);
    }
}

internal static class RefundLocks
{
    /// <summary>The invoice's lock first, then the refund: the one order in which these are taken.</summary>
    public static async Task<(Refund Refund, Invoice Invoice)?> LoadAsync(IStore store, Guid refundId, CancellationToken ct)
    {
        var invoiceId = await store.FirstOrDefaultAsync(store.Query<Refund>().Where(r => r.Id == refundId).Select(r => (Guid?)r.InvoiceId), ct);
        if (invoiceId is null || await store.FindLockedAsync<Invoice>(invoiceId.Value, ct) is not { } invoice)
            return null;
        return await store.FindLockedAsync<Refund>(refundId, ct) is { } refund ? (refund, invoice) : null;
    }
}
