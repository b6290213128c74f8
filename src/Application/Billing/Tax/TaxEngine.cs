using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;

namespace EzSolutions.Application.Billing.Tax;

/// <summary>
/// The one place that says how something is taxed (M10). <see cref="LoadAsync"/> reads rules and seller once; the table it answers then needs no
/// I/O, for one quote or for a run over a million services.
/// </summary>
internal sealed class TaxEngine(IStore store, ICompanyCalendar calendar)
{
    /// <summary>The tax point of what is priced now: the company's own day.</summary>
    public DateOnly Today => calendar.Today;

    public async Task<TaxTable> LoadAsync(CancellationToken ct)
    {
        var rules = await store.ListAsync(store.Query<TaxRule>(), ct);
        var seller = await store.FirstOrDefaultAsync(store.Query<SellerProfile>(), ct);
        return new TaxTable(rules, seller?.Tax ?? SellerTaxProfile.Unknown);
    }

    /// <param name="productClass">See <see cref="TaxClasses"/>; a product's or an ordered product's <c>TaxClass</c>.</param>
    /// <param name="day">Null is today.</param>
    public async Task<TaxTreatment> TreatmentAsync(TaxLocation where, string productClass, CancellationToken ct, DateOnly? day = null) =>
        (await LoadAsync(ct)).TreatmentFor(where, productClass, day ?? Today);

    /// <summary>As above, for one customer as they are now; somebody unknown is treated as nowhere.</summary>
    public async Task<TaxTreatment> TreatmentAsync(Guid customerId, string productClass, CancellationToken ct, DateOnly? day = null)
    {
        var customer = await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Id == customerId), ct);
        return await TreatmentAsync(customer?.TaxLocation() ?? TaxLocation.Unknown, productClass, ct, day);
    }
}

internal static class CustomerTax
{
    /// <summary>What tax law needs to know of a customer.</summary>
    public static TaxLocation TaxLocation(this Customer customer) =>
        new(customer.Country, customer.Region, customer.TaxId) { Exemption = customer.TaxExemption };
}
