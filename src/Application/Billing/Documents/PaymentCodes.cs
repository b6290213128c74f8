using System.Globalization;
using System.Text;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Documents;

/// <summary>Codes for the ways of paying that have one: an EPC code for euros to a bank account, a UPI code for rupees.</summary>
internal static class PaymentCodes
{
    private const long EpcMost = 99_999_999_999;

    public static PaymentCode? For(InvoiceParty seller, Money due, string number, DocumentTexts texts)
    {
        if (!due.IsPositive)
            return null;
        return due.Currency.Code switch
        {
            "EUR" when seller.Bank is { } bank && due.MinorUnits <= EpcMost => new PaymentCode(Epc(bank, due, number), texts.Scan("bank")),
            "INR" when seller.UpiId is { } upi => new PaymentCode(Upi(upi, seller.Name, due, number), texts.Scan("upi")),
            _ => null,
        };
    }

    /// <summary>EPC069-12, version 2: names up to 70 characters, the invoice's number as the unstructured reference.</summary>
    private static string Epc(InvoiceBank bank, Money due, string number) => string.Join(
        '\n', "BCD", "002", "1", "SCT", bank.Bic ?? "", Cut(bank.Holder, 70), bank.Iban.Replace(" ", "", StringComparison.Ordinal), "EUR" + Plain(due), "", "",
        Cut(number, 140));

    private static string Upi(string id, string name, Money due, string number) => new StringBuilder("upi://pay?pa=")
        .Append(Uri.EscapeDataString(id)).Append("&pn=").Append(Uri.EscapeDataString(name))
        .Append("&am=").Append(Plain(due)).Append("&cu=INR&tn=").Append(Uri.EscapeDataString(number)).ToString();

    private static string Plain(Money money) => money.ToDecimal().ToString("F" + money.Currency.Scale, CultureInfo.InvariantCulture);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
