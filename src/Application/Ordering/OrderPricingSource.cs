using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

/// <summary>What pricing needs besides the product: the currency to sell in and the tax rule that applies.</summary>
internal static class OrderPricingSource
{
    public static Result<Currency> ChooseCurrency(OrderDraft draft, OrderingOptions options) =>
        Currency.TryParse(draft.Currency ?? options.DefaultCurrency, out var currency) ? currency : OrderingErrors.CurrencyUnknown;

    public static async Task<TaxTreatment> ChooseTaxAsync(IStore store, BillTo? customer, CancellationToken ct)
    {
        var rules = await store.ListAsync(store.Query<TaxRule>().Where(r => r.EndedAt == null), ct);
        return TaxRule.Choose(rules, customer?.Location ?? TaxLocation.Unknown);
    }
}
