using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Coupons;

/// <summary>
/// A discount code. O10: every limit is checked under the row's lock when it is redeemed; the database counts redemptions itself and refuses one
/// too many. What was agreed travels with the order, so changing or ending a coupon touches nothing that was sold (M09).
/// </summary>
public sealed class Coupon : Aggregate
{
    private Coupon(Guid id, string code)
        : base(id) => Code = code;

    private Coupon()
    {
    }

    /// <summary>Upper case, as people type it.</summary>
    public string Code { get; private set; } = "";

    /// <summary>For staff: what it is for.</summary>
    public string Description { get; private set; } = "";

    public CouponRules Rules { get; private set; } = null!;

    /// <summary>Null is without limit.</summary>
    public int? MaxRedemptions { get; private set; }

    /// <summary>Null is without limit.</summary>
    public int? MaxPerCustomer { get; private set; }

    /// <summary>Kept by the database, with every redemption and release.</summary>
    public int Redeemed { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public static Coupon Create(Guid id, string code, DateTimeOffset now) => new(id, Normal(code)) { CreatedAt = now };

    public static string Normal(string code) => code.Trim().ToUpperInvariant();

    /// <summary>From the next redemption on.</summary>
    public Result<Done> Change(string description, CouponRules rules, int? maxRedemptions, int? maxPerCustomer)
    {
        if (maxRedemptions < Redeemed)
            return CouponErrors.LimitBelowUse(Redeemed);
        (Description, Rules, MaxRedemptions, MaxPerCustomer) = (description, rules, maxRedemptions, maxPerCustomer);
        return Done.Value;
    }

    public void End(DateTimeOffset at) => EndedAt ??= at;

    public void Resume() => EndedAt = null;

    /// <summary>The terms it gives for this use, or why it gives none.</summary>
    public Result<AgreedDiscount> Agree(CouponUse use)
    {
        if (RefuseTime(use.At) is { } untimely)
            return untimely;
        if (MaxRedemptions is { } most && Redeemed >= most)
            return CouponErrors.UsedUp(Code);
        if (use.CustomerId is not null && MaxPerCustomer is { } each && use.EarlierUses >= each)
            return CouponErrors.UsedByYou(Code);
        if (RefuseOrder(use) is { } unfit)
            return unfit;

        var amount = Rules.Amounts.Where(a => a.Currency == use.ListPrice.Currency).Select(a => (Money?)a).FirstOrDefault();
        if (Rules.Kind == DiscountKind.Fixed && amount is null)
            return CouponErrors.NotInCurrency(Code, use.ListPrice.Currency);
        return new AgreedDiscount(Id, Code, Rules.Kind, Rules.Percent, Rules.Kind == DiscountKind.Fixed ? amount : null, Rules.Months, Rules.Cycles)
        {
            IncludesSetup = Rules.IncludesSetup,
        };
    }

    private Error? RefuseTime(DateTimeOffset at)
    {
        if (EndedAt is not null || at >= Rules.ValidUntil)
            return CouponErrors.Expired(Code);
        return at < Rules.ValidFrom ? CouponErrors.NotYetValid(Code) : null;
    }

    private Error? RefuseOrder(CouponUse use)
    {
        if (Rules.Products.Count > 0 && !Rules.Products.Contains(use.ProductCode, StringComparer.Ordinal))
            return CouponErrors.NotForProduct(Code, Rules.Products);
        if (Rules.BillingCycles.Count > 0 && !Rules.BillingCycles.Contains(use.Cycle))
            return CouponErrors.NotForCycle(Code, Rules.BillingCycles);
        if (Rules.Customers.Count > 0 && (use.CustomerId is not { } customer || !Rules.Customers.Contains(customer)))
            return use.CustomerId is null ? CouponErrors.SignInFirst(Code) : CouponErrors.NotForYou(Code);
        if (Rules.NewCustomersOnly && !use.IsNewCustomer)
            return CouponErrors.NewCustomersOnly(Code);
        var minimum = Rules.Minimums.Where(m => m.Currency == use.ListPrice.Currency).Select(m => (Money?)m).FirstOrDefault();
        return minimum is { } least && use.ListPrice < least ? CouponErrors.BelowMinimum(Code, least) : null;
    }
}

/// <summary>One use of a coupon, for one order. Released again when that order is cancelled before it was paid.</summary>
public sealed class CouponRedemption : Aggregate
{
    private CouponRedemption(Guid id)
        : base(id)
    {
    }

    private CouponRedemption()
    {
    }

    public Guid CouponId { get; private set; }

    public Guid CustomerId { get; private set; }

    public Guid OrderId { get; private set; }

    public DateTimeOffset RedeemedAt { get; private set; }

    public DateTimeOffset? ReleasedAt { get; private set; }

    public static CouponRedemption Create(Guid id, Guid couponId, Guid customerId, Guid orderId, DateTimeOffset at) =>
        new(id) { CouponId = couponId, CustomerId = customerId, OrderId = orderId, RedeemedAt = at };

    public void Release(DateTimeOffset at) => ReleasedAt ??= at;
}
