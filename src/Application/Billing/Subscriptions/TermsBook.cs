using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>The lifecycle figures, the installation's with each product's own.</summary>
internal sealed class TermsBook(IStore store, IOptions<SubscriptionOptions> options)
{
    private Dictionary<string, BillingTerms>? _products;

    public BillingTerms Default => options.Value.Terms;

    public async Task<BillingTerms> ForAsync(string productCode, CancellationToken ct) =>
        (await ProductsAsync(ct)).GetValueOrDefault(productCode) ?? Default;

    /// <summary>Those of the products that differ; read once per scope.</summary>
    public async Task<IReadOnlyDictionary<string, BillingTerms>> ProductsAsync(CancellationToken ct) =>
        _products ??= (await store.ListAsync(store.Query<ProductTerms>(), ct)).ToDictionary(t => t.ProductCode, t => Default.With(t.Terms), StringComparer.Ordinal);
}
