using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Renewals by the thousand: read and written in sets, inside the caller's unit of work.</summary>
public interface IRenewalBatches
{
    /// <summary>
    /// Subscriptions whose next period is to be invoiced, locked until the transaction ends. What another run holds is left out, so that runs on
    /// several nodes share the work instead of waiting for each other.
    /// </summary>
    /// <param name="lead">Days before the period's start.</param>
    /// <param name="productLeads">Of the products that differ.</param>
    Task<IReadOnlyList<Subscription>> TakeDueAsync(
        DateOnly today, int lead, IReadOnlyDictionary<string, int> productLeads, int size, CancellationToken ct);

    /// <summary>O03: writes what was issued and marks the subscriptions, all or nothing.</summary>
    Task WriteAsync(IssuedRenewals issued, CancellationToken ct);

    /// <summary>Renewals whose invoices have not gone to their customers, locked and tracked; what another run holds is left out.</summary>
    Task<IReadOnlyList<Renewal>> TakeUndeliveredAsync(int size, CancellationToken ct);

    /// <summary>Sets a price for every running subscription of a product, cycle and currency; answers how many.</summary>
    Task<int> AnnouncePriceAsync(string productCode, BillingCycle cycle, Money price, DateOnly from, CancellationToken ct);
}

/// <summary>One batch, each list in the same order: a renewal, its invoice and the invoice's journal entry.</summary>
public sealed record IssuedRenewals(IReadOnlyList<Renewal> Renewals, IReadOnlyList<Invoice> Invoices, IReadOnlyList<JournalEntry> Entries);
