using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Subscriptions;

/// <summary>A product's own lifecycle figures. A renewal that was issued keeps the dates it was issued with.</summary>
public sealed class ProductTerms : Aggregate
{
    private ProductTerms(Guid id, string productCode)
        : base(id) => ProductCode = productCode;

    private ProductTerms()
    {
    }

    public string ProductCode { get; private set; } = "";

    public TermsOverride Terms { get; private set; } = new();

    public static ProductTerms Create(Guid id, string productCode, TermsOverride terms) => new(id, productCode) { Terms = terms };

    public void Change(TermsOverride terms) => Terms = terms;
}
