using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>What was taken back of one line of an invoice, with the tax that went with it.</summary>
public sealed class CreditNoteLine
{
    private CreditNoteLine()
    {
    }

    public int Position { get; private set; }

    /// <summary>The position of the invoice's line.</summary>
    public int InvoiceLine { get; private set; }

    public string Description { get; private set; } = "";

    /// <summary>Without tax.</summary>
    public Money Amount { get; private set; }

    public Money Tax { get; private set; }

    public decimal TaxRatePercent { get; private set; }

    public string TaxLabel { get; private set; } = "";

    /// <summary>M01: the tax is the line's, in proportion, rounded once; the last part takes what is left of it, so that nothing is lost or gained.</summary>
    /// <returns>Null when nothing is left to take back and nothing in particular was asked for.</returns>
    internal static Result<CreditNoteLine?> Of(int position, InvoiceLine line, CreditRequest asked, IEnumerable<CreditNoteLine> earlier)
    {
        var (amountLeft, taxLeft) = earlier.Aggregate((line.Amount, line.Tax), (left, e) => (left.Item1 - e.Amount, left.Item2 - e.Tax));
        var amount = asked.Amount ?? amountLeft;
        if (amount.Currency != line.Amount.Currency || amount.IsNegative || (asked.Amount is not null && amount.IsZero) || amount > amountLeft)
            return BillingErrors.CreditExceedsInvoice;
        if (amount.IsZero && taxLeft.IsZero)
            return Result<CreditNoteLine?>.Success(null);

        var share = amount == amountLeft ? taxLeft : line.Tax.MultiplyRounded((decimal)amount.MinorUnits / line.Amount.MinorUnits);
        return new CreditNoteLine
        {
            Position = position,
            InvoiceLine = line.Position,
            Description = line.Description,
            Amount = amount,
            Tax = share < taxLeft ? share : taxLeft,
            TaxRatePercent = line.TaxRatePercent,
            TaxLabel = line.TaxLabel,
        };
    }
}
