namespace EzSolutions.Domain.Billing.Tax;

/// <summary>The law that a rule follows beyond its rate.</summary>
public enum TaxScheme
{
    /// <summary>The rate, and nothing else to decide.</summary>
    Plain,

    /// <summary>EU VAT: reverse charge for a business in another member state, destination rates for consumers once the seller is registered for them.</summary>
    EuVat,

    /// <summary>Indian GST: the rate in two halves (CGST, SGST) inside the seller's state, whole (IGST) outside it.</summary>
    IndianGst,
}

/// <summary>Names of product classes that tax rules may single out.</summary>
public static class TaxClasses
{
    /// <summary>What a product has when nobody has said otherwise.</summary>
    public const string Standard = "standard";
}
