using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Disputes;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Refunds;

/// <summary>
/// Asks for (part of) what was paid on an invoice back; staff decide (<see cref="ApproveRefund"/>). Taken from the latest payments first, one refund
/// for each. Errors: invoice_not_found, refund_nothing_paid, refund_above_captured, refund_wrong_currency, refund_not_positive, refund_disputed.
/// </summary>
/// <param name="Amount">Null asks for all that can still be refunded.</param>
/// <param name="Destination">Back to where it was paid from, or into the wallet; what was paid from the wallet goes back there.</param>
[Access(Audience.Customer | Audience.Staff | Audience.System, Roles = [StaffRole.Billing])]
public sealed record RequestRefund(Guid InvoiceId, string Reason, Money? Amount = null, RefundDestination Destination = RefundDestination.Origin)
    : ICommand<RefundsRequested>;

public sealed record RefundsRequested(IReadOnlyList<RefundView> Refunds);

internal sealed class RequestRefundValidator : AbstractValidator<RequestRefund>
{
    public RequestRefundValidator()
    {
        RuleFor(r => r.Reason).NotEmpty().WithMessage("Say why, in a few words.").MaximumLength(500);
        RuleFor(r => r.Destination).IsInEnum();
    }
}

internal sealed class RequestRefundHandler(IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, IJobQueue jobs)
    : IRequestHandler<RequestRefund, Result<RefundsRequested>>
{
    public async Task<Result<RefundsRequested>> Handle(RequestRefund request, CancellationToken cancellationToken)
    {
        if (!await store.AnyAsync(store.Query<Invoice>().VisibleTo(actors.Current).Where(i => i.Id == request.InvoiceId), cancellationToken)
            || await store.FindLockedAsync<Invoice>(request.InvoiceId, cancellationToken) is not { } invoice)
            return BillingErrors.InvoiceNotFound;
        if (request.Amount is { } asked && asked.Currency != invoice.Total.Currency)
            return RefundErrors.WrongCurrency;
        if (request.Amount is { IsPositive: false })
            return RefundErrors.NotPositive;

        var captures = await RefundableAsync(invoice, cancellationToken);
        if (captures.Count == 0)
            return RefundErrors.NothingCaptured;
        var disputed = await DisputedAsync(captures, cancellationToken);
        var free = captures.Where(c => !disputed.Contains(c.Capture.Id)).ToList();
        if (free.Count == 0)
            return RefundErrors.Disputed;

        // M07: what was captured, less every refund of it that has not failed.
        var left = free.Aggregate(Money.Zero(invoice.Total.Currency), (sum, c) => sum + c.Left);
        var amount = request.Amount ?? left;
        if (!amount.IsPositive || amount > left)
            return RefundErrors.AboveCaptured(left);

        var refunds = Split(invoice, free, amount, request);
        refunds.ForEach(store.Add);
        if (actors.Current is not Actor.Staff)
            await jobs.EnqueueAsync(Alarm(invoice, amount, request.Reason, refunds[0].Id), cancellationToken);
        return new RefundsRequested(refunds.ConvertAll(RefundViews.From));
    }

    private List<Refund> Split(Invoice invoice, List<Refundable> captures, Money amount, RequestRefund request)
    {
        var refunds = new List<Refund>();
        foreach (var (capture, left) in captures)
        {
            if (amount.IsZero)
                break;
            var part = left < amount ? left : amount;
            if (!part.IsPositive)
                continue;
            var destination = capture.Provider == PaymentEffect.WalletProvider ? RefundDestination.Wallet : request.Destination;
            refunds.Add(Refund.Request(
                ids.NewId(), capture, invoice, part, destination, request.Reason.Trim(), actors.Current.Describe(), time.GetUtcNow()));
            amount -= part;
        }

        return refunds;
    }

    private async Task<List<Refundable>> RefundableAsync(Invoice invoice, CancellationToken ct)
    {
        var captures = await store.ListAsync(
            store.Query<PaymentEffect>().Where(e => e.InvoiceId == invoice.Id && e.Effect == PaymentEffect.Capture).OrderByDescending(e => e.Id), ct);
        var given = await store.ListAsync(
            store.Query<Refund>().Where(r => r.InvoiceId == invoice.Id && r.State != RefundState.Failed && r.State != RefundState.Rejected), ct);
        return captures.ConvertAll(c => new Refundable(c, given.Where(r => r.EffectId == c.Id).Aggregate(c.Amount, (left, r) => left - r.Amount)));
    }

    private async Task<HashSet<Guid>> DisputedAsync(List<Refundable> captures, CancellationToken ct)
    {
        var wanted = captures.ConvertAll(c => c.Capture.Id);
        return [.. await store.ListAsync(
            store.Query<Dispute>().Where(d => wanted.Contains(d.EffectId) && d.State != DisputeState.Won && d.State != DisputeState.Closed)
                .Select(d => d.EffectId),
            ct)];
    }

    private static RaiseBillingAlarm Alarm(Invoice invoice, Money amount, string reason, Guid refund) => new(
        $"A customer asks for a refund of invoice {invoice.Number}",
        $"{amount} is asked back on invoice {invoice.Number}: {reason.Trim()} Approve or reject it under refunds.",
        $"refund:{refund:N}", invoice.CustomerId);

    private sealed record Refundable(PaymentEffect Capture, Money Left);
}
