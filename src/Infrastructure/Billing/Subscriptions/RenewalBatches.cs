using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;

namespace EzSolutions.Infrastructure.Billing.Subscriptions;

/// <inheritdoc />
internal sealed class RenewalBatches(AppDbContext context, EntityCopy copy) : IRenewalBatches
{
    /// <summary>A subscription whose next period may be invoiced.</summary>
    public const string Renewable = "ended_at IS NULL AND NOT renewal_open AND cancels_on IS NULL AND held_for IS NULL";

    public async Task<IReadOnlyList<Subscription>> TakeDueAsync(
        DateOnly today, int lead, IReadOnlyDictionary<string, int> productLeads, int size, CancellationToken ct)
    {
        var longest = today.AddDays(productLeads.Values.Append(lead).Max());
        string[] products = [.. productLeads.Keys];
        DateOnly[] horizons = [.. productLeads.Values.Select(days => today.AddDays(days))];

        // Locked by one statement and read by the next, which sees what was committed before the locks were taken.
        var taken = await context.Database
            .SqlQuery<Guid>(
                $"""
                 SELECT s.id AS "Value" FROM subscriptions s
                 WHERE ended_at IS NULL AND NOT renewal_open AND cancels_on IS NULL AND held_for IS NULL
                   AND s.period_end <= {longest}
                   AND s.period_end <= coalesce((SELECT p.horizon FROM unnest({products}, {horizons}) AS p(code, horizon) WHERE p.code = s.product_code), {today.AddDays(lead)})
                 ORDER BY s.period_end, s.id
                 LIMIT {size}
                 FOR UPDATE OF s SKIP LOCKED
                 """)
            .ToListAsync(ct);
        return await context.Set<Subscription>().AsNoTracking().Where(s => taken.Contains(s.Id)).OrderBy(s => s.PeriodEnd).ThenBy(s => s.Id).ToListAsync(ct);
    }

    public async Task WriteAsync(IssuedRenewals issued, CancellationToken ct)
    {
        await copy.WriteAsync(issued.Invoices, ct);
        await copy.WriteAsync(issued.Entries, ct);
        await copy.WriteAsync(issued.Renewals, ct);
        Guid[] subscriptions = [.. issued.Renewals.Select(r => r.SubscriptionId)];
        var marked = await context.Database.ExecuteSqlAsync(
            $"UPDATE subscriptions SET renewal_open = true WHERE id = ANY({subscriptions}) AND NOT renewal_open", ct);
        if (marked != subscriptions.Length)
            throw new InvalidOperationException($"O03: {subscriptions.Length} renewals were issued, but {marked} subscriptions waited for one.");
    }

    public async Task<IReadOnlyList<Renewal>> TakeUndeliveredAsync(int size, CancellationToken ct)
    {
        var taken = await context.Database
            .SqlQuery<Guid>(
                $"""
                 SELECT id AS "Value" FROM renewals
                 WHERE state = 'open' AND delivered_at IS NULL
                 ORDER BY created_at
                 LIMIT {size}
                 FOR UPDATE SKIP LOCKED
                 """)
            .ToListAsync(ct);
        return await context.Set<Renewal>().Where(r => taken.Contains(r.Id)).OrderBy(r => r.CreatedAt).ToListAsync(ct);
    }

    public Task<int> AnnouncePriceAsync(string productCode, BillingCycle cycle, Money price, DateOnly from, CancellationToken ct)
    {
        var (word, currency) = (ModelConventions.ToSnakeCase(cycle.ToString()), price.Currency.Code);
        return context.Database.ExecuteSqlAsync(
            $"""
             UPDATE subscriptions SET next_price_minor_units = {price.MinorUnits}, next_price_from = {from}
             WHERE product_code = {productCode} AND cycle = {word} AND price_currency = {currency} AND ended_at IS NULL
             """,
            ct);
    }
}
