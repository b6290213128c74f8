using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Ordering;

/// <summary>What pricing needs besides the product: the currency to sell in and the tax treatment that applies.</summary>
internal sealed class OrderPricingSource(TaxEngine taxes, IOptions<OrderingOptions> options)
{
    /// <summary>What the order names, else the customer's own, else the installation's.</summary>
    public Result<Currency> ChooseCurrency(OrderDraft draft, BillTo? customer) =>
        Currency.TryParse(draft.Currency ?? customer?.Currency ?? options.Value.DefaultCurrency, out var currency) ? currency : OrderingErrors.CurrencyUnknown;

    public Task<TaxTreatment> ChooseTaxAsync(Product product, BillTo? customer, CancellationToken ct) =>
        taxes.TreatmentAsync(customer?.Location ?? TaxLocation.Unknown, product.TaxClass, ct);
}
