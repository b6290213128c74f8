using EzSolutions.Application.Billing.Disputes;
using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Application.Billing.Refunds;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>
/// Finds out what a stored event means and does it, once, whatever the order or number of events about the same payment. Safe to run at any time,
/// any number of times. Error: whatever the gateway answers while it is away; the event is then looked at again later.
/// </summary>
[Access(Audience.System)]
public sealed record ProcessInboxEvent(Guid InboxEventId) : IWorkflow<Done>;

internal sealed class ProcessInboxEventHandler(
    IStore store, IUnitOfWork unitOfWork, TimeProvider time, IJobQueue jobs, PaymentGateways gateways, PaymentBook book, RefundBook refunds,
    DisputeBook disputes, CardBook cards)
    : IRequestHandler<ProcessInboxEvent, Result<Done>>
{
    public async Task<Result<Done>> Handle(ProcessInboxEvent request, CancellationToken cancellationToken)
    {
        var stored = await store.FirstOrDefaultAsync(store.Query<InboxEvent>().Where(e => e.Id == request.InboxEventId), cancellationToken);
        if (stored is not { State: InboxState.Received, Payload: { } payload })
            return Done.Value;

        // Outside any transaction: the gateway is asked for the present state of what the event is about.
        var fact = gateways.Find(stored.Provider) is { } gateway
            ? await gateway.ExplainAsync(stored.Type, payload, cancellationToken)
            : Result<GatewayFact>.Success(new GatewayFact.NeedsStaff($"{stored.Provider} is not set up here any more."));
        if (fact.Error is { Kind: ErrorKind.Unavailable } away)
            return away;
        var behind = await CaptureBehindAsync(stored.Provider, fact, cancellationToken);
        if (behind.Error is { } later)
            return later;

        return await unitOfWork.RunAsync<Done>(
            async ct =>
            {
                if (await store.FindLockedAsync<InboxEvent>(request.InboxEventId, ct) is not { State: InboxState.Received } row)
                    return Done.Value;

                if (behind.Value is { } money)
                {
                    await book.RecordAsync(row.Provider, money, ct);
                    await store.FlushAsync(ct);
                }

                var outcome = fact.Error is { } error
                    ? new BookingOutcome(InboxState.Unmatched, error.Message)
                    : await ApplyAsync(row, fact.Value, ct);
                row.Handled(outcome.State, outcome.Note, time.GetUtcNow());
                if (outcome.State == InboxState.Unmatched)
                    await jobs.EnqueueAsync(Alarm(row, outcome), ct);
                return Done.Value;
            },
            cancellationToken);
    }

    /// <summary>Events come in any order: a refund or a dispute may be told of before the payment it is about. Then the payment is booked with it.</summary>
    private async Task<Result<CapturedMoney?>> CaptureBehindAsync(string provider, Result<GatewayFact> fact, CancellationToken ct)
    {
        var about = fact is not { IsSuccess: true } ? null : fact.Value switch
        {
            GatewayFact.Disputed disputed => disputed.Report.PaymentId,
            GatewayFact.Refunded { Refunds: [var refund, ..] } => refund.PaymentExternalId,
            _ => null,
        };
        if (about is null || gateways.Find(provider) is not { } gateway || await store.AnyAsync(
            store.Query<PaymentEffect>().Where(e => e.Provider == provider && e.PaymentId == about && e.Effect == PaymentEffect.Capture), ct))
            return Result<CapturedMoney?>.Success(null);
        return await gateway.FindCaptureAsync(about, ct);
    }

    private static RaiseBillingAlarm Alarm(InboxEvent row, BookingOutcome outcome) => new(
        $"A {row.Provider} event needs a look: {row.Type}",
        $"Event {row.EventId} ({row.Type}) matches nothing we know: {outcome.Note} It is kept under unmatched events; nothing was booked for it.",
        $"inbox:{row.Id:N}");

    private async Task<BookingOutcome> ApplyAsync(InboxEvent row, GatewayFact fact, CancellationToken ct) => fact switch
    {
        GatewayFact.Captured captured => await book.RecordAsync(row.Provider, captured.Money, ct),
        GatewayFact.Declined declined => await book.RefuseAsync(declined.PaymentId, declined.Reason, declined.Final, ct),
        GatewayFact.PageExpired expired => await book.ExpireAsync(expired.PaymentId, ct),
        GatewayFact.Refunded refunded => await RefundsAsync(row.Provider, refunded.Refunds, ct),
        GatewayFact.Disputed disputed => await disputes.RecordAsync(row.Provider, disputed.Report, ct),
        GatewayFact.MethodSaved saved => await cards.SaveAsync(row.Provider, saved.GatewayCustomer, saved.Card, ct),
        GatewayFact.MethodRemoved removed => await cards.RemoveAsync(row.Provider, removed.ExternalId, ct),
        GatewayFact.DefaultChosen chosen => await cards.ChooseAsync(row.Provider, chosen.GatewayCustomer, chosen.ExternalId, ct),
        GatewayFact.Irrelevant irrelevant => new BookingOutcome(InboxState.Ignored, irrelevant.Note),
        GatewayFact.NeedsStaff needed => new BookingOutcome(InboxState.Unmatched, needed.Note),
        _ => throw new InvalidOperationException($"Unknown fact {fact.GetType().Name}."),
    };

    /// <summary>One that matches nothing is what staff have to see.</summary>
    private async Task<BookingOutcome> RefundsAsync(string provider, IReadOnlyList<GatewayRefund> told, CancellationToken ct)
    {
        var outcome = new BookingOutcome(InboxState.Ignored, "There is no refund.");
        foreach (var refund in told)
        {
            var booked = await refunds.RecordAsync(provider, refund, ct);
            if (outcome.State != InboxState.Unmatched)
                outcome = booked;
        }

        return outcome;
    }
}
