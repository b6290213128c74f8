using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Billing.Ways;

/// <summary>A way through a gateway of the sandbox: our page is opened, and what is paid there is told by the gateway's own events.</summary>
public abstract class GatewayWay(BillingWorld world) : PaymentWayContract(world)
{
    private protected override string Accounts => "'gateway_clearing', 'gateway_fees'";

    private protected override async Task PrepareAsync(Bill bill)
    {
        using var page = await World.Site.GetAsync($"{await World.LinkAsync(bill.Invoice.Id, bill.Customer)}?with={Provider}");
        (await PaymentIdAsync(bill)).ShouldNotBe(Guid.Empty);
    }

    private protected override async Task PayAsync(Bill bill, long amount)
    {
        var before = await BookedAsync(bill);
        await PayAtGatewayAsync(await PaymentIdAsync(bill), amount, CurrencyCode);
        await World.EventuallyAsync(Booked(bill), before + 1);
    }

    private protected override async Task TellAgainAsync(Bill bill, long amount)
    {
        var payment = (string)(await World.ScalarAsync($"SELECT payment_id FROM payment_effects WHERE invoice_id = '{bill.Invoice.Id}' AND effect = 'capture'"))!;
        var money = new CapturedMoney(payment, await PaymentIdAsync(bill), Money(amount));
        await World.InScopeAsync(services => services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
            async ct =>
            {
                await services.GetRequiredService<PaymentBook>().RecordAsync(Provider, money, ct);
                return Done.Value;
            },
            default));
    }

    private protected override async Task PayInAnotherCurrencyAsync(Bill bill, long amount)
    {
        await PayAtGatewayAsync(await PaymentIdAsync(bill), amount, CurrencyCode == "USD" ? "EUR" : "USD");
        await World.EventuallyAsync($"SELECT count(*) > 0 FROM inbox_events WHERE state = 'unmatched' AND note LIKE '%{bill.Invoice.Number}%'", true);
    }

    /// <summary>As no honest party would: any amount in any currency, for our payment.</summary>
    private protected abstract Task PayAtGatewayAsync(Guid payment, long amount, string currency);

    private async Task<long> BookedAsync(Bill bill) => (long)(await World.ScalarAsync(Booked(bill)))!;

    private static string Booked(Bill bill) => $"SELECT count(*) FROM payment_effects WHERE invoice_id = '{bill.Invoice.Id}' AND effect = 'capture'";

    private async Task<Guid> PaymentIdAsync(Bill bill) =>
        (Guid)(await World.ScalarAsync($"SELECT id FROM payments WHERE invoice_id = '{bill.Invoice.Id}' ORDER BY created_at LIMIT 1"))!;
}

[Collection(BillingCollection.Name)]
public sealed class StripeWayTests(BillingWorld world) : GatewayWay(world)
{
    private protected override string Provider => "stripe";

    private protected override async Task PayAtGatewayAsync(Guid payment, long amount, string currency) =>
        await World.PayAsync(await World.ForeignSessionAsync(payment, amount, currency.ToLowerInvariant()));
}
