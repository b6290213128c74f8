using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Reconciliation;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;
using MediatR;

namespace EzSolutions.Application.Billing.Reconciliation;

/// <summary>
/// Carries out the one fix of a finding's kind. Idempotent: what is right by now is left as it is, and a finding that has ended answers how. Errors:
/// finding_not_found, finding_not_fixed (with the reason), gateway_unavailable.
/// </summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record FixFinding(Guid FindingId) : IWorkflow<FindingView>, IKeyedWorkflow;

public static class ReconciliationErrors
{
    public static readonly Error NotFound =
        Error.NotFound("finding_not_found", "There is no such finding.");

    public static Error NotFixed(string why) => Error.Conflict("finding_not_fixed", why);
}

internal sealed class FixFindingHandler(IStore store, IUnitOfWork unitOfWork, IActorContext actors, TimeProvider time, PaymentGateways gateways, FindingFixes fixes)
    : IRequestHandler<FixFinding, Result<FindingView>>
{
    public async Task<Result<FindingView>> Handle(FixFinding request, CancellationToken cancellationToken)
    {
        var finding = await store.FirstOrDefaultAsync(store.Query<ReconciliationFinding>().Where(f => f.Id == request.FindingId), cancellationToken);
        if (finding is null)
            return ReconciliationErrors.NotFound;
        if (finding.State != FindingState.Open)
            return ReconciliationViews.From(finding);

        // Outside any transaction: for what is between us and a gateway, the gateway's word now.
        CapturedMoney? money = null;
        if (finding.Kind is FindingKind.CapturedUnbooked or FindingKind.BookedUncaptured)
        {
            var (provider, externalId) = FindingFixes.Split(finding.Subject);
            if (gateways.Find(provider) is not { } gateway)
                return ReconciliationErrors.NotFixed($"{provider} is not set up here any more.");
            var asked = await gateway.FindCaptureAsync(externalId, cancellationToken);
            if (asked.Error is { } away)
                return away;
            money = asked.Value;
        }

        return await unitOfWork.RunAsync<FindingView>(
            async ct =>
            {
                if (await store.FindLockedAsync<ReconciliationFinding>(request.FindingId, ct) is not { } row)
                    return ReconciliationErrors.NotFound;
                if (row.State != FindingState.Open)
                    return ReconciliationViews.From(row);
                var outcome = await fixes.ApplyAsync(row, money, ct);
                if (outcome.Error is { } refused)
                    return refused;
                row.Fixed($"{outcome.Value} ({actors.Current.Describe()})", time.GetUtcNow());
                return ReconciliationViews.From(row);
            },
            cancellationToken);
    }
}

/// <summary>One fix per kind, inside the caller's transaction.</summary>
internal sealed class FindingFixes(
    IStore store, IUnitOfWork unitOfWork, IIdGenerator ids, TimeProvider time, PaymentBook book, IReconciliationChecks checks,
    IInboxDispatcher dispatcher, IEnumerable<IDomainEventHandler<OrderPaid>> onPaid)
{
    /// <param name="money">What the gateway has, for kinds that are between us and one.</param>
    /// <returns>What was done, for staff.</returns>
    public Task<Result<string>> ApplyAsync(ReconciliationFinding finding, CapturedMoney? money, CancellationToken ct) => finding.Kind switch
    {
        FindingKind.PaidUnprovisioned => DeliverAsync(Guid.Parse(finding.Subject, CultureInfo.InvariantCulture), ct),
        FindingKind.CapturedUnbooked => BookAsync(finding.Subject, money, ct),
        FindingKind.BookedUncaptured => TakeBackAsync(finding.Subject, money, ct),
        FindingKind.InboxLeftover => LookAgainAsync(Guid.Parse(finding.Subject, CultureInfo.InvariantCulture), ct),
        FindingKind.WalletMismatch => CorrectWalletAsync(finding.Subject, ct),
        FindingKind.NumberGap => Task.FromResult<Result<string>>($"Recorded: number {finding.Subject} was never issued."),
        _ => throw new InvalidOperationException($"Unknown kind {finding.Kind}."),
    };

    public static (string Provider, string Id) Split(string subject)
    {
        var at = subject.IndexOf(':', StringComparison.Ordinal);
        return (subject[..at], subject[(at + 1)..]);
    }

    /// <summary>P01: what the payment should have set off is set off now.</summary>
    private async Task<Result<string>> DeliverAsync(Guid orderId, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Order>(orderId, ct) is not { } order)
            return ReconciliationErrors.NotFixed("The order is not there any more.");
        if (order.State == OrderState.Pending)
        {
            order.MarkPaid(time.GetUtcNow());
            return $"Order {order.Number} is paid and its delivery has begun.";
        }

        if (order.State != OrderState.Paid || await store.AnyAsync(store.Query<Service>().Where(s => s.OrderId == orderId), ct))
            return $"Order {order.Number} is being delivered.";
        foreach (var delivery in onPaid.OfType<StartDelivery>())
            await delivery.HandleAsync(new OrderPaid(order.Id, order.Number, order.CustomerId, order.ConversationId), ct);
        return $"The delivery of order {order.Number} has begun.";
    }

    private async Task<Result<string>> BookAsync(string subject, CapturedMoney? money, CancellationToken ct)
    {
        if (money is null)
            return "The gateway does not have that money any more.";
        var outcome = await book.RecordAsync(Split(subject).Provider, money, ct);
        return outcome.State == InboxState.Unmatched ? ReconciliationErrors.NotFixed(outcome.Note) : outcome.Note;
    }

    /// <summary>M03: the entry stands; what was never there is written off against the clearing account.</summary>
    private async Task<Result<string>> TakeBackAsync(string subject, CapturedMoney? money, CancellationToken ct)
    {
        if (money is not null)
            return "The gateway has the money after all.";
        var (provider, externalId) = Split(subject);
        var capture = await store.FirstOrDefaultAsync(
            store.Query<PaymentEffect>().Where(e => e.Provider == provider && e.PaymentId == externalId && e.Effect == PaymentEffect.Capture), ct);
        if (capture is null)
            return "It is not booked.";
        var now = time.GetUtcNow();
        var reference = $"not-captured:{externalId}";
        store.Add(PaymentEffect.Of(PaymentEffect.NotCaptured, ids.NewId(), provider, externalId, capture.InvoiceId, capture.Amount, now));
        store.Add(JournalEntry.ChargebackOpened(ids.NewId(), reference, capture.InvoiceId, capture.Amount, now));
        store.Add(JournalEntry.ChargebackLost(ids.NewId(), reference, capture.InvoiceId, capture.Amount, now));
        return $"{capture.Amount} was taken out of the clearing account as lost; ask the customer to pay it again if they should.";
    }

    private async Task<Result<string>> LookAgainAsync(Guid eventId, CancellationToken ct)
    {
        if (await store.FindLockedAsync<InboxEvent>(eventId, ct) is not { } row)
            return ReconciliationErrors.NotFixed("The event is not there any more.");
        if (row.State is InboxState.Processed or InboxState.Ignored)
            return "It has been processed meanwhile.";
        if (row.LookAgain(time.GetUtcNow()).Error is { } refused)
            return refused;
        unitOfWork.AfterCommit(() => dispatcher.Wake(eventId));
        return "It is looked at again; if it still fits nothing, the next run finds it again.";
    }

    private async Task<Result<string>> CorrectWalletAsync(string subject, CancellationToken ct)
    {
        var (customer, currency) = Split(subject);
        var balance = await checks.CorrectWalletAsync(Guid.Parse(customer, CultureInfo.InvariantCulture), currency, ct);
        return $"The wallet stands at {new Money(balance, Currency.Of(currency))}, the sum of its postings.";
    }
}
