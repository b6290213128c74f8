using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;

namespace EzSolutions.Application.Billing.Coupons;

/// <summary>A coupon as staff see it.</summary>
/// <param name="Redeemed">How often it counts as used; an order cancelled unpaid gives its use back.</param>
public sealed record CouponView(
    Guid Id, string Code, string Description, CouponRules Rules, int? MaxRedemptions, int? MaxPerCustomer, int Redeemed, DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt)
{
    internal static CouponView From(Coupon coupon) => new(
        coupon.Id, coupon.Code, coupon.Description, coupon.Rules, coupon.MaxRedemptions, coupon.MaxPerCustomer, coupon.Redeemed, coupon.CreatedAt, coupon.EndedAt);
}

/// <summary>What a coupon gives; parts that are left out restrict nothing.</summary>
/// <param name="Percent">For percent: over 0 to 100.</param>
/// <param name="Amounts">For fixed: one amount for each currency it can be used in.</param>
/// <param name="Months">For free_period: how many months cost nothing.</param>
/// <param name="Cycles">For percent and fixed: how many periods it is given for; null is for as long as the service lasts.</param>
public sealed record CouponInput(
    DiscountKind Kind, string Description = "", decimal Percent = 0, IReadOnlyList<Money>? Amounts = null, int Months = 0, int? Cycles = 1,
    IReadOnlyList<string>? Products = null, IReadOnlyList<BillingCycle>? BillingCycles = null, IReadOnlyList<Guid>? Customers = null,
    bool NewCustomersOnly = false, IReadOnlyList<Money>? Minimums = null, DateTimeOffset? ValidFrom = null, DateTimeOffset? ValidUntil = null,
    int? MaxRedemptions = null, int? MaxPerCustomer = 1, bool Combines = false, bool IncludesSetup = false)
{
    internal CouponRules ToRules() => new(
        Kind, Kind == DiscountKind.Percent ? Percent : 0, Kind == DiscountKind.Fixed ? Amounts ?? [] : [], Kind == DiscountKind.FreePeriod ? Months : 0,
        Kind == DiscountKind.FreePeriod ? null : Cycles, [.. (Products ?? []).Select(p => p.Trim().ToLowerInvariant())], BillingCycles ?? [], Customers ?? [],
        NewCustomersOnly, Minimums ?? [], ValidFrom, ValidUntil, Combines, IncludesSetup);
}

internal sealed class CouponInputValidator : AbstractValidator<CouponInput>
{
    private const long MostMinorUnits = 1_000_000_000_000;

    public CouponInputValidator()
    {
        RuleFor(i => i.Kind).IsInEnum();
        RuleFor(i => i.Description).NotNull().MaximumLength(200);
        RuleFor(i => i.Percent).GreaterThan(0).LessThanOrEqualTo(100).PrecisionScale(7, 4, ignoreTrailingZeros: true).When(i => i.Kind == DiscountKind.Percent);
        RuleFor(i => i.Amounts).NotEmpty().WithMessage("Name an amount in at least one currency.")
            .Must(OncePerCurrency).WithMessage("Name one amount for each currency.").When(i => i.Kind == DiscountKind.Fixed);
        RuleForEach(i => i.Amounts).Must(a => a.MinorUnits is > 0 and <= MostMinorUnits).WithMessage("An amount is more than zero.");
        RuleFor(i => i.Months).InclusiveBetween(1, 36).When(i => i.Kind == DiscountKind.FreePeriod);
        RuleFor(i => i.Cycles).InclusiveBetween(1, 1_000);
        RuleFor(i => i.Products).Must(p => p is null || p.Count <= 200).WithMessage("At most 200 products.");
        RuleForEach(i => i.Products).NotEmpty().MaximumLength(50);
        RuleForEach(i => i.BillingCycles).IsInEnum();
        RuleFor(i => i.Customers).Must(c => c is null || c.Count <= 1_000).WithMessage("At most 1,000 customers.");
        RuleFor(i => i.Minimums).Must(OncePerCurrency).WithMessage("Name one minimum for each currency.");
        RuleForEach(i => i.Minimums).Must(m => m.MinorUnits is > 0 and <= MostMinorUnits).WithMessage("A minimum is more than zero.");
        RuleFor(i => i.ValidUntil).GreaterThan(i => i.ValidFrom).When(i => i.ValidFrom is not null && i.ValidUntil is not null);
        RuleFor(i => i.MaxRedemptions).InclusiveBetween(1, 100_000_000);
        RuleFor(i => i.MaxPerCustomer).InclusiveBetween(1, 1_000_000);
    }

    private static bool OncePerCurrency(IReadOnlyList<Money>? amounts) =>
        amounts is null || amounts.Select(a => a.Currency).Distinct().Count() == amounts.Count;
}
