using System.Globalization;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>What tests of the ledger ask of the billing world.</summary>
internal static class Ledger
{
    public static readonly Actor Bo = new Actor.Staff(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    public static async Task<InvoiceView> InvoiceAsync(this BillingWorld world, Actor.Customer customer, long cents = 1_000, string currency = "USD", int dueInDays = 14)
    {
        var draft = (await world.SendAsync(new DraftInvoice(customer.CustomerId, currency, [new DraftLine("Work", 1, cents)]), Bo)).Value;
        return (await world.SendAsync(new FinaliseInvoice(draft.Id, dueInDays), Bo)).Value;
    }

    public static async Task GiveAsync(this BillingWorld world, Actor.Customer customer, long cents, string currency = "USD") =>
        (await world.SendAsync(new AdjustWallet(customer.CustomerId, cents, currency, "Goodwill"), Bo)).Error.ShouldBeNull();

    public static async Task<long> WalletAsync(this BillingWorld world, Actor.Customer customer) => Number(
        await world.ScalarAsync($"SELECT coalesce(sum(balance_minor_units), 0) FROM wallets WHERE customer_id = '{customer.CustomerId}'"));

    public static async Task<long> OwedAsync(this BillingWorld world, Actor.Customer customer) => Number(await world.ScalarAsync(
        $"SELECT coalesce(sum(amount_minor_units), 0) FROM journal_postings WHERE customer_id = '{customer.CustomerId}' AND account = 'customer_receivable'"));

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
