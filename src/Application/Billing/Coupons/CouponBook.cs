using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Billing.Coupons;

/// <summary>What coupons are to be used for.</summary>
/// <param name="ListPrice">Of the order, setup included, before any discount.</param>
internal sealed record CouponedOrder(Guid? CustomerId, string ProductCode, BillingCycle Cycle, Money ListPrice);

/// <summary>Agrees, redeems and releases coupons (O10).</summary>
internal sealed class CouponBook(IStore store, IIdGenerator ids, TimeProvider time)
{
    /// <summary>More than anybody needs; keeps a request small.</summary>
    private const int MostCodes = 5;

    /// <summary>The codes a customer typed: one, or several with commas or blanks between them.</summary>
    public static IReadOnlyList<string> Codes(string? typed) =>
        [.. (typed ?? "").Split([',', ';', ' ', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Coupon.Normal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The terms that the codes give this order, or why not. To redeem, their rows stay locked until the transaction ends.</summary>
    public async Task<Result<IReadOnlyList<AgreedDiscount>>> AgreeAsync(string? typed, CouponedOrder order, bool redeem, CancellationToken ct)
    {
        var codes = Codes(typed);
        if (codes.Count == 0)
            return Result<IReadOnlyList<AgreedDiscount>>.Success([]);
        if (codes.Count > MostCodes)
            return CouponErrors.DoNotCombine;

        var coupons = await LoadAsync(codes, redeem, ct);
        if (codes.FirstOrDefault(code => coupons.TrueForAll(c => c.Code != code)) is { } unknown)
            return CouponErrors.Unknown(unknown);
        if (coupons.Count > 1 && coupons.Exists(c => !c.Rules.Combines))
            return CouponErrors.DoNotCombine;

        List<AgreedDiscount> agreed = [];
        foreach (var coupon in coupons)
        {
            var discount = coupon.Agree(await UseAsync(coupon, order, ct));
            if (discount.Error is { } refused)
                return refused;
            agreed.Add(discount.Value);
        }

        return agreed;
    }

    /// <summary>Counts the agreed discounts as used by the order, in the transaction that places it.</summary>
    public void Redeem(IEnumerable<AgreedDiscount> discounts, Guid customerId, Guid orderId)
    {
        foreach (var discount in discounts)
            store.Add(CouponRedemption.Create(ids.NewId(), discount.CouponId, customerId, orderId, time.GetUtcNow()));
    }

    /// <summary>Gives back what an order used that was cancelled before it was paid.</summary>
    public async Task ReleaseAsync(Guid orderId, CancellationToken ct)
    {
        var used = await store.ListAsync(
            store.Query<CouponRedemption>().Where(r => r.OrderId == orderId && r.ReleasedAt == null).OrderBy(r => r.CouponId).Select(r => new { r.Id, r.CouponId }), ct);
        foreach (var redemption in used)
        {
            await store.FindLockedAsync<Coupon>(redemption.CouponId, ct);
            (await store.FindLockedAsync<CouponRedemption>(redemption.Id, ct))?.Release(time.GetUtcNow());
        }
    }

    private async Task<List<Coupon>> LoadAsync(IReadOnlyList<string> codes, bool redeem, CancellationToken ct)
    {
        var found = await store.ListAsync(store.Query<Coupon>().Where(c => codes.Contains(c.Code)).OrderBy(c => c.Id), ct);
        if (!redeem)
            return found;

        // O10: checked again under the rows' locks, taken in one order everywhere.
        List<Coupon> locked = [];
        foreach (var coupon in found)
        {
            if (await store.FindLockedAsync<Coupon>(coupon.Id, ct) is { } fresh)
                locked.Add(fresh);
        }

        return locked;
    }

    private async Task<CouponUse> UseAsync(Coupon coupon, CouponedOrder order, CancellationToken ct)
    {
        var earlier = order.CustomerId is { } customer && coupon.MaxPerCustomer is not null
            ? await store.CountAsync(
                store.Query<CouponRedemption>().Where(r => r.CouponId == coupon.Id && r.CustomerId == customer && r.ReleasedAt == null), ct)
            : 0;
        var isNew = !coupon.Rules.NewCustomersOnly || order.CustomerId is not { } buyer
            || !await store.AnyAsync(store.Query<Order>().Where(o => o.CustomerId == buyer && o.PaidAt != null), ct);
        return new CouponUse(order.CustomerId, order.ProductCode, order.Cycle, order.ListPrice, earlier, isNew, time.GetUtcNow());
    }
}

/// <summary>An unpaid order that is cancelled gives its coupons back.</summary>
internal sealed class ReleaseCoupons(CouponBook coupons) : IDomainEventHandler<OrderCancelled>
{
    public Task HandleAsync(OrderCancelled happened, CancellationToken ct) => coupons.ReleaseAsync(happened.OrderId, ct);
}
