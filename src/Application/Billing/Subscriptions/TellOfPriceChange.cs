using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Tells a few customers of a new price, and asks for the next few in the same transaction: everybody hears once.</summary>
/// <param name="After">The last subscription that was told.</param>
[Access(Audience.System)]
public sealed record TellOfPriceChange(Guid PriceChangeId, Guid After) : IJobRequest;

internal sealed class TellOfPriceChangeHandler(IStore store, IUnitOfWork unitOfWork, IJobQueue jobs, SubscriptionMails mails)
    : IRequestHandler<TellOfPriceChange, Result<Done>>
{
    private const int AtOnce = 50;

    public Task<Result<Done>> Handle(TellOfPriceChange request, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(ct => TellAsync(request, ct), cancellationToken);

    private async Task<Result<Done>> TellAsync(TellOfPriceChange request, CancellationToken ct)
    {
        if (await store.FirstOrDefaultAsync(store.Query<PriceChange>().Where(c => c.Id == request.PriceChangeId), ct) is not { } change)
            return Done.Value;
        var (amount, currency) = (change.Price.MinorUnits, change.Price.Currency);
        var affected = await store.ListAsync(
            store.Query<Subscription>()
                .Where(s => s.ProductCode == change.ProductCode && s.Cycle == change.Cycle && s.EndedAt == null && s.NextPriceFrom == change.EffectiveOn
                    && s.NextPriceMinorUnits == amount && s.Price.Currency == currency && s.Id.CompareTo(request.After) > 0)
                .OrderBy(s => s.Id).Take(AtOnce),
            ct);
        foreach (var subscription in affected)
            await mails.PriceChangesAsync(subscription, change, ct);
        if (affected.Count == AtOnce)
            await jobs.EnqueueAsync(new TellOfPriceChange(change.Id, affected[^1].Id), ct);
        return Done.Value;
    }
}
