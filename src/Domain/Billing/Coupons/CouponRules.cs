using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Coupons;

/// <summary>What a coupon gives, and to whom (O10). Lists that are empty restrict nothing.</summary>
/// <param name="Percent">For <see cref="DiscountKind.Percent"/>, over 0 to 100.</param>
/// <param name="Amounts">For <see cref="DiscountKind.Fixed"/>: one amount for each currency it can be used in.</param>
/// <param name="Months">For <see cref="DiscountKind.FreePeriod"/>.</param>
/// <param name="Cycles">How many periods it is given for; null is for as long as the service lasts.</param>
/// <param name="Products">Codes of the products it is for.</param>
/// <param name="BillingCycles">Billing cycles it is for.</param>
/// <param name="Customers">The only ones who may use it.</param>
/// <param name="NewCustomersOnly">Only for somebody who has not paid an order before.</param>
/// <param name="Minimums">The least list price of the order, by currency; a currency that is not named has no minimum.</param>
/// <param name="ValidUntil">The first moment it no longer counts.</param>
/// <param name="Combines">May be used together with others that may, too.</param>
/// <param name="IncludesSetup">A percentage that is also off the setup fee.</param>
public sealed record CouponRules(
    DiscountKind Kind, decimal Percent, IReadOnlyList<Money> Amounts, int Months, int? Cycles, IReadOnlyList<string> Products,
    IReadOnlyList<BillingCycle> BillingCycles, IReadOnlyList<Guid> Customers, bool NewCustomersOnly, IReadOnlyList<Money> Minimums,
    DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, bool Combines, bool IncludesSetup);

/// <summary>What somebody wants to use a coupon for.</summary>
/// <param name="CustomerId">Null for a visitor who only asks the price.</param>
/// <param name="ListPrice">Of the order, setup included, before any discount.</param>
/// <param name="EarlierUses">By this customer.</param>
public sealed record CouponUse(
    Guid? CustomerId, string ProductCode, BillingCycle Cycle, Money ListPrice, int EarlierUses, bool IsNewCustomer, DateTimeOffset At);
