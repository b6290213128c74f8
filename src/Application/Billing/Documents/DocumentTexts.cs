using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Texts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Documents;

/// <summary>What is printed around the facts of an invoice or a credit note, in one language, and how amounts and days are written in it.</summary>
public sealed class DocumentTexts : TextSection
{
    private readonly Formats _formats;

    private DocumentTexts(Phrases phrases)
        : base(phrases, "Document") => (Language, _formats) = (phrases.Language, new Formats(phrases.Culture));

    /// <summary>Two letters.</summary>
    public string Language { get; }

    public string Invoice => Say();

    public string CreditNote => Say();

    public string Number => Say();

    public string Date => Say();

    public string Due => Say();

    public string Order => Say();

    public string PaidOn => Say();

    public string ForInvoice => Say();

    public string Subtotal => Say();

    public string Tax => Say();

    public string Total => Say();

    public string Paid => Say();

    public string Credited => Say();

    public string AmountDue => Say();

    public string OffAmountDue => Say();

    public string AddedToCredit => Say();

    public string TotalCredited => Say();

    public string From => Say();

    public string BilledTo => Say();

    public string Description => Say();

    public string Quantity => Say();

    public string Amount => Say();

    public string TaxedAmount => Say();

    /// <param name="locale">BCP 47 tag; none is English.</param>
    public static DocumentTexts For(string? locale) => new(LanguageFiles.Own.For(locale));

    public string Money(Money amount) => _formats.Amount(amount);

    public string Day(DateOnly day) => _formats.Day(day);

    public string Count(int quantity) => quantity.ToString("N0", Culture);

    public string Page(int page, int pages) => Say([("page", page), ("pages", pages)]);

    public string Transfer(InvoiceBank bank, string number) => bank.Bic is { } bic
        ? Say([("holder", bank.Holder), ("iban", bank.Iban), ("bic", bic), ("number", number)], "TransferAbroad")
        : Say([("holder", bank.Holder), ("iban", bank.Iban), ("number", number)]);

    /// <returns>Null for what is open.</returns>
    public string? Stamp(InvoiceState state) => state is InvoiceState.Paid or InvoiceState.Void or InvoiceState.Uncollectible ? SayOne(state.Word()) : null;

    /// <param name="way">bank or upi.</param>
    public string Scan(string way) => SayOne(way);

    private CultureInfo Culture => _formats.Culture;
}
