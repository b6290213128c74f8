using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

public static class BillingErrors
{
    public static readonly Error InvoiceNotFound =
        Error.NotFound("invoice_not_found", "There is no such invoice.");

    public static readonly Error InvoiceAlreadyPaid =
        Error.Conflict("invoice_already_paid", "This invoice is already paid. Thank you!");

    public static readonly Error InvoiceVoid =
        Error.Conflict("invoice_void", "This invoice was cancelled; there is nothing to pay.");

    public static readonly Error InvoiceWrittenOff =
        Error.Conflict("invoice_written_off", "We no longer ask for this invoice. Please open a ticket if you want to settle it.");

    public static readonly Error InvoiceNotDraft =
        Error.Conflict("invoice_not_draft", "This invoice is finalised and never changes; correct it with a credit note.");

    public static readonly Error InvoiceTouched =
        Error.Conflict("invoice_touched", "Something was paid or credited on this invoice already; correct it with a credit note.");

    public static readonly Error InvoiceOfOrder =
        Error.Conflict("invoice_of_order", "This invoice belongs to an order: cancel the order, and its invoice goes with it.");

    public static readonly Error NothingToInvoice =
        Error.Validation("nothing_to_invoice", "The lines come to nothing; an invoice asks for more than zero.");

    public static readonly Error CreditNoteNotFound =
        Error.NotFound("credit_note_not_found", "There is no such credit note.");

    public static readonly Error NothingToCredit =
        Error.Conflict("nothing_to_credit", "All of this invoice has been credited already.");

    public static readonly Error CreditExceedsInvoice =
        Error.Validation("credit_exceeds_invoice", "A credit note takes back at most what is left of each line, in the invoice's currency.");

    public static readonly Error WalletInsufficient =
        Error.Conflict("wallet_insufficient", "There is not enough credit in the wallet for that.");

    public static readonly Error CustomerNotFound =
        Error.NotFound("customer_not_found", "There is no such customer.");

    public static readonly Error PayLinkInvalid =
        Error.NotFound("pay_link_invalid", "This payment link is not valid. Please ask for a new one in the chat or open the invoice again.");

    public static readonly Error PaymentInConfirmation =
        Error.Conflict("payment_in_confirmation", "We have a payment for this invoice and are waiting for its confirmation.");

    public static readonly Error SignatureInvalid =
        Error.Validation("signature_invalid", "The signature does not fit the body.");

    public static readonly Error EventMalformed =
        Error.Validation("event_malformed", "The body is not an event.");

    public static readonly Error EventNotFound =
        Error.NotFound("event_not_found", "There is no such event.");

    public static readonly Error EventNotRepeatable =
        Error.Conflict("event_not_repeatable", "Only an event that was not matched can be looked at again.");

    /// <summary>M12: only the print is missing.</summary>
    public static readonly Error DocumentUnavailable =
        Error.Unavailable("document_unavailable", "The PDF cannot be made at the moment. Nothing else is affected; please try again in a few minutes.");

    public static readonly Error GatewayRefused =
        Error.Conflict("gateway_refused", "The payment page could not be opened. Please ask us for help; nothing was charged.");

    public static Error CurrencyNotTaken(Currency currency) =>
        Error.Conflict("currency_not_taken", $"{currency.Code} cannot be paid online here that way. Please choose another way to pay, or ask us for our bank details.");

    public static Error GatewayUnavailable(TimeSpan? retryAfter = null) =>
        Error.Unavailable("gateway_unavailable", "The payment service does not answer at the moment. Nothing was charged; please try again in a minute.", retryAfter);
}
