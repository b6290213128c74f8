using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Documents;

/// <summary>What is printed of an invoice or a credit note: all of it from the finalised document, so it is the same whenever it is printed (M09).</summary>
/// <param name="Texts">The language it is printed in.</param>
/// <param name="Title">E.g. <c>Invoice</c>.</param>
/// <param name="Facts">Beside the address: number, dates, references, as printed.</param>
/// <param name="Totals">Below the lines, the last one in bold.</param>
/// <param name="Stamp">One word over the page for what is settled; null for what is open.</param>
/// <param name="Notes">Sentences below the totals: what the law wants said, how to pay, the seller's note.</param>
public sealed record BillingDocument(
    DocumentTexts Texts, string Title, string Number, DateTimeOffset IssuedAt, InvoiceParty Seller, InvoiceParty BilledTo, IReadOnlyList<DocumentFact> Facts,
    IReadOnlyList<DocumentLine> Lines, IReadOnlyList<DocumentTax> Taxes, IReadOnlyList<DocumentFact> Totals, string? Stamp, IReadOnlyList<string> Notes,
    PaymentCode? PaymentCode);

public sealed record DocumentFact(string Label, string Value);

/// <param name="Detail">In small print under the description: commodity code, discount.</param>
/// <param name="TaxLabel">E.g. <c>VAT 19%</c>.</param>
public sealed record DocumentLine(string Description, string? Detail, int? Quantity, string TaxLabel, Money Net, Money Tax);

/// <summary>One row of the tax table.</summary>
public sealed record DocumentTax(string Label, decimal RatePercent, Money Net, Money Tax);

/// <summary>A code that a banking app reads.</summary>
/// <param name="Payload">What the code says.</param>
/// <param name="Caption">What to do with it.</param>
public sealed record PaymentCode(string Payload, string Caption);

/// <summary>Prints documents as PDF. May fail without harm: nothing of an invoice depends on its print (M12).</summary>
public interface IDocumentPrinter
{
    byte[] Print(BillingDocument document);
}
