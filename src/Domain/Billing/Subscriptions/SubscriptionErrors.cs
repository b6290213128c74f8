using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Subscriptions;

public static class SubscriptionErrors
{
    public static readonly Error NotFound =
        Error.NotFound("subscription_not_found", "There is no such service, or it is not billed yet because it is still being set up.");

    public static readonly Error Ended =
        Error.Conflict("subscription_ended", "This service has ended. Please order a new one.");

    public static readonly Error Suspended =
        Error.Conflict("subscription_suspended", "This service is suspended because an invoice is unpaid. Pay the invoice and it comes back by itself.");

    public static readonly Error AlreadyCancelled =
        Error.Conflict("subscription_already_cancelled", "This service is already cancelled and ends with its paid period.");

    public static readonly Error NotCancelled =
        Error.Conflict("subscription_not_cancelled", "This service is not cancelled; there is nothing to take back.");

    public static readonly Error CancelledOne =
        Error.Conflict("subscription_cancelled", "This service is cancelled. Reactivate it first, then change it.");

    public static readonly Error PartlyPaid =
        Error.Conflict("renewal_partly_paid", "Part of the next period is already paid. Please open a ticket and we will settle it with you.");

    public static readonly Error SamePlan =
        Error.Conflict("same_plan", "This service has that plan and billing cycle already.");

    public static readonly Error OtherKind =
        Error.Conflict("plan_of_other_kind", "A service can only change to a plan of its own kind. Please order the other one separately.");

    public static readonly Error DiskTooSmall =
        Error.Conflict("plan_disk_too_small", "The disk of that plan is smaller than the one the service has, and a disk cannot shrink without losing data. Please choose a larger plan.");

    public static readonly Error ChangeUnderway =
        Error.Conflict("plan_change_underway", "Another plan change of this service waits for its payment. Pay it or withdraw it first.");

    public static readonly Error ChangeNotFound =
        Error.NotFound("plan_change_not_found", "There is no open plan change for this service.");

    public static readonly Error QuoteChanged =
        Error.Conflict("quote_changed", "The price has changed since you saw it. Please look at the new one and confirm again.");

    public static readonly Error QuoteExpired =
        Error.Conflict("quote_expired", "That quote is too old, because the price falls with every second of the period. Please ask for a new one.");

    public static readonly Error PeriodOver =
        Error.Conflict("period_over", "The paid period of this service is over. Pay its invoice first, then change the plan.");

    public static readonly Error TermsNotFound =
        Error.NotFound("billing_terms_not_found", "This product has no lifecycle figures of its own.");

    public static readonly Error NotHeld =
        Error.Conflict("subscription_not_held", "The billing of this service is not on hold.");

    public static Error NoticeTooShort(DateOnly earliest) => Error.Conflict(
        "price_notice_too_short", $"Customers must be told earlier: the new price can hold for periods that start on {earliest:yyyy-MM-dd} or later.");

    public static Error NobodyAffected(string code) =>
        Error.Conflict("price_change_affects_nobody", $"No running service of '{code}' is billed with that cycle and currency. Set the catalogue's price instead.");
}
