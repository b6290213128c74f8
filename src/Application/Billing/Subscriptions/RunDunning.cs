using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>
/// Every hour: marks what is overdue, reminds, and starts the tries to take the money by ourselves. Each effect is decided again under the
/// renewal's lock, so that runs that overlap do it once.
/// </summary>
[Access(Audience.System)]
public sealed record RunDunning : IJobRequest;

internal sealed class RunDunningHandler(
    IStore store, IUnitOfWork unitOfWork, TimeProvider time, ICompanyCalendar calendar, IJobQueue jobs, TermsBook terms, BilledServices billed,
    SubscriptionMails mails) : IRequestHandler<RunDunning, Result<Done>>
{
    private const int PerQuery = 500;

    public async Task<Result<Done>> Handle(RunDunning request, CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        await ForEachAsync(
            store.Query<Renewal>().Where(r => r.State == RenewalState.Open && r.RemindOn <= today).OrderBy(r => r.Id), RemindAsync, cancellationToken);
        await ForEachAsync(
            store.Query<Renewal>().Where(r => r.State == RenewalState.Open && r.ChargeOn <= today).OrderBy(r => r.Id), ChargeAsync, cancellationToken);

        var now = time.GetUtcNow();
        var late = store.Query<Invoice>().Where(i => (i.State == InvoiceState.Open || i.State == InvoiceState.PartiallyPaid) && i.DueAt < now);
        await ForEachAsync(
            store.Query<Renewal>().Where(r => r.State == RenewalState.Open && r.PeriodStart < today && late.Any(i => i.Id == r.InvoiceId)).OrderBy(r => r.Id),
            MarkOverdueAsync, cancellationToken);
        return Done.Value;
    }

    private async Task<Result<Done>> RemindAsync(Renewal found, CancellationToken ct)
    {
        var today = calendar.Today;
        if (await billed.LockAsync(found.SubscriptionId, ct) is not { Renewal: { } renewal, Invoice: { } invoice } service
            || renewal.RemindOn is null || renewal.RemindOn > today)
            return Done.Value;
        if (invoice.IsPayable && service.Subscription.CancelsOn is null)
            await mails.ReminderAsync(renewal, today, ct);
        renewal.Reminded(today, await terms.ForAsync(renewal.ProductCode, ct));
        return Done.Value;
    }

    /// <summary>The try itself talks to the outside, so it is a job of its own; its number makes it one try, however often it is asked for.</summary>
    private async Task<Result<Done>> ChargeAsync(Renewal found, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Renewal>(found.Id, ct) is not { State: RenewalState.Open } renewal)
            return Done.Value;
        var attempt = renewal.ChargeAttempts + 1;
        if (renewal.BeginCharge(attempt, calendar.Today, await terms.ForAsync(renewal.ProductCode, ct)))
            await jobs.EnqueueAsync(new ChargeRenewal(renewal.Id, attempt), ct);
        return Done.Value;
    }

    private async Task<Result<Done>> MarkOverdueAsync(Renewal found, CancellationToken ct)
    {
        if (found.InvoiceId is { } id && await store.FindLockedAsync<Invoice>(id, ct) is { } invoice)
            invoice.MarkOverdue(time.GetUtcNow());
        return Done.Value;
    }

    /// <summary>One transaction each: what one of them cannot do keeps no other from being done.</summary>
    private async Task ForEachAsync(IOrderedQueryable<Renewal> query, Func<Renewal, CancellationToken, Task<Result<Done>>> handle, CancellationToken ct)
    {
        var after = Guid.Empty;
        List<Renewal> found;
        do
        {
            found = await store.ListAsync(query.Where(r => r.Id.CompareTo(after) > 0).Take(PerQuery), ct);
            foreach (var renewal in found)
                await unitOfWork.RunAsync(token => handle(renewal, token), ct);
            after = found.Count > 0 ? found[^1].Id : after;
        }
        while (found.Count == PerQuery);
    }
}
