using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Coupons;

public static class CouponErrors
{
    public static readonly Error DoNotCombine =
        Error.Conflict("coupons_do_not_combine", "These coupons cannot be used together. Please choose one of them.");

    public static readonly Error NotFound =
        Error.NotFound("coupon_not_found", "There is no such coupon.");

    public static Error Unknown(string code) =>
        Error.Validation("coupon_invalid", $"The coupon code {code} is not valid. Please check it for a typing mistake, or order without it.");

    public static Error Expired(string code) =>
        Error.Conflict("coupon_expired", $"The coupon {code} has expired.");

    public static Error NotYetValid(string code) =>
        Error.Conflict("coupon_not_yet_valid", $"The coupon {code} is not valid yet.");

    public static Error UsedUp(string code) =>
        Error.Conflict("coupon_used_up", $"The coupon {code} has been used up.");

    public static Error UsedByYou(string code) =>
        Error.Conflict("coupon_already_used", $"You have used the coupon {code} already.");

    public static Error NotForYou(string code) =>
        Error.Conflict("coupon_not_for_you", $"The coupon {code} was given to somebody else.");

    public static Error SignInFirst(string code) =>
        Error.Conflict("coupon_sign_in", $"The coupon {code} is for certain customers. Please sign in to use it.");

    public static Error NewCustomersOnly(string code) =>
        Error.Conflict("coupon_new_customers_only", $"The coupon {code} is for a first order only.");

    public static Error NotForProduct(string code, IEnumerable<string> products) =>
        Error.Conflict("coupon_not_for_product", $"The coupon {code} is not for this product. It is for: {string.Join(", ", products)}.");

    public static Error NotForCycle(string code, IEnumerable<BillingCycle> cycles) =>
        Error.Conflict("coupon_not_for_cycle", $"The coupon {code} is for other billing cycles: {string.Join(", ", cycles).ToLowerInvariant()}.");

    public static Error NotInCurrency(string code, Currency currency) =>
        Error.Conflict("coupon_not_in_currency", $"The coupon {code} cannot be used in {currency.Code}.");

    public static Error BelowMinimum(string code, Money minimum) =>
        Error.Conflict("coupon_below_minimum", $"The coupon {code} is for orders of {minimum.Display()} or more.");

    public static Error CodeTaken(string code) =>
        Error.Conflict("coupon_code_taken", $"There is already a coupon {code}.");

    public static Error LimitBelowUse(int redeemed) =>
        Error.Conflict("coupon_limit_below_use", $"It has been used {redeemed} times already; the limit cannot be lower than that.");
}
