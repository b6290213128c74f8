using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.PaymentMethods;

public static class PaymentMethodErrors
{
    public static readonly Error NotFound =
        Error.NotFound("payment_method_not_found", "There is no such payment method.");

    public static readonly Error NotOffered =
        Error.Conflict("payment_methods_not_offered", "Cards cannot be saved here; every invoice can be paid through its link.");

    /// <summary>The gateway asked the bank, and the bank said no. The message is for the customer.</summary>
    public static Error Declined(string reason) => Error.Conflict("card_declined", reason);

    /// <summary>3-D Secure: the bank wants to hear it from the cardholder.</summary>
    public static readonly Error NeedsCustomer =
        Error.Conflict("card_needs_customer", "The bank wants you to confirm this payment yourself.");
}
