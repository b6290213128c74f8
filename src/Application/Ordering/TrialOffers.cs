using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Ordering;

/// <summary>How long somebody may try a product for nothing: by the product's own lifecycle figures, once per customer and product.</summary>
internal sealed class TrialOffers(IStore store, TermsBook terms)
{
    /// <param name="customer">Null for a visitor, who is shown what a new customer gets.</param>
    /// <returns>0 for no trial.</returns>
    public async Task<int> DaysAsync(string productCode, Guid? customer, CancellationToken ct)
    {
        var days = (await terms.ForAsync(productCode, ct)).Trial;
        return days > 0 && customer is { } known && await HadOneAsync(productCode, known, ct) ? 0 : days;
    }

    /// <summary>A trial that was ordered and is not paid yet (a setup fee) counts: two at once would be two trials.</summary>
    private async Task<bool> HadOneAsync(string productCode, Guid customer, CancellationToken ct)
    {
        if (await store.AnyAsync(store.Query<Service>().Where(s => s.CustomerId == customer && s.ProductCode == productCode), ct)
            || await store.AnyAsync(store.Query<PlanChange>().Where(c => c.CustomerId == customer && c.FromProductCode == productCode), ct))
            return true;
        var waiting = await store.ListAsync(store.Query<Order>().Where(o => o.CustomerId == customer && o.State == OrderState.Pending), ct);
        return waiting.Exists(o => o.Lines.Any(l => l.Product is { TrialDays: > 0 } product && product.Code == productCode));
    }
}
