using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Refunds;

public static class RefundErrors
{
    public static readonly Error NotFound =
        Error.NotFound("refund_not_found", "There is no such refund.");

    public static readonly Error NothingCaptured =
        Error.Conflict("refund_nothing_paid", "Nothing was paid on this invoice, so there is nothing to refund.");

    public static readonly Error WrongCurrency =
        Error.Validation("refund_wrong_currency", "A refund is in the currency that was paid.");

    public static readonly Error NotPositive =
        Error.Validation("refund_not_positive", "A refund must be more than zero.");

    public static readonly Error AlreadyDecided =
        Error.Conflict("refund_already_decided", "This refund was decided already.");

    public static readonly Error Disputed =
        Error.Conflict("refund_disputed", "The payment is disputed at the customer's bank, which decides about the money now; it cannot be refunded as well.");

    public static readonly Error NotManual =
        Error.Conflict("refund_not_manual", "Only an approved refund of a bank transfer is completed by hand; gateways tell us about theirs.");

    /// <summary>M07.</summary>
    public static Error AboveCaptured(Money left) =>
        Error.Conflict("refund_above_captured", $"At most {left.Display()} of this payment can still be refunded.");
}
