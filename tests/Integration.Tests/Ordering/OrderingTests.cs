using EzSolutions.Application.Billing;
using EzSolutions.Application.Catalog;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Integration.Tests.Billing;

namespace EzSolutions.Integration.Tests.Ordering;

[Collection(BillingCollection.Name)]
public sealed class OrderingTests(BillingWorld world)
{
    private static readonly Actor Bo = new Actor.Staff(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    [Fact]
    public async Task C05_Sixty_four_clicks_with_one_key_make_one_order()
    {
        var customer = await world.NewCustomerAsync();
        var draft = new OrderDraft(await world.NewProductAsync(), BillingCycle.Monthly);
        var placed = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => world.SendAsync(new PlaceOrder(draft), customer, idempotencyKey: "click-1")));
        placed.Select(p => p.Value.OrderNumber).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        (await world.ScalarAsync($"SELECT count(*) FROM orders WHERE customer_id = '{customer.CustomerId}'")).ShouldBe(1L);
        (await world.SendAsync(new PlaceOrder(draft with { Hostname = "other" }), customer, "click-1")).Error!.Code.ShouldBe("idempotency_key_reused");
    }

    [Fact]
    public async Task O09_Sixty_four_customers_for_the_last_one_make_one_order()
    {
        var customer = await world.NewCustomerAsync();
        var draft = new OrderDraft(await world.NewProductAsync(stock: 1), BillingCycle.Monthly);
        var placed = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => world.SendAsync(new PlaceOrder(draft), customer)));
        placed.Count(p => p.IsSuccess).ShouldBe(1);
        placed.Where(p => !p.IsSuccess).ShouldAllBe(p => p.Error!.Code == "out_of_stock");
    }

    [Fact]
    public async Task O09_A_reservation_lapses_and_is_taken_again_when_the_customer_pays_after_all()
    {
        var customer = await world.NewCustomerAsync();
        var code = await world.NewProductAsync(stock: 1);
        var placed = await world.PlaceAsync(customer, code);
        await world.ScalarAsync($"UPDATE stock_reservations SET expires_at = now() - interval '1 minute' WHERE order_id = '{placed.OrderId}'");
        await world.SendAsync(new FreeExpiredReservations(), new Actor.System("test"));
        (await StockAsync(code)).ShouldBe(1);

        var link = await world.LinkAsync(placed.InvoiceId!.Value, customer);
        await world.OpenAsync(link);
        (await StockAsync(code)).ShouldBe(0);

        var late = await world.SendAsync(new PlaceOrder(new OrderDraft(code, BillingCycle.Monthly)), customer);
        late.Error!.Code.ShouldBe("out_of_stock");
    }

    [Fact]
    public async Task O09_Nobody_is_asked_to_pay_for_what_was_sold_since()
    {
        var customer = await world.NewCustomerAsync();
        var code = await world.NewProductAsync(stock: 1);
        var placed = await world.PlaceAsync(customer, code);
        await world.ScalarAsync($"UPDATE stock_reservations SET expires_at = now() - interval '1 minute' WHERE order_id = '{placed.OrderId}'");
        await world.SendAsync(new FreeExpiredReservations(), new Actor.System("test"));
        await world.PlaceAsync(await world.NewCustomerAsync(), code);
        (await world.SendAsync(new PayInvoice(placed.InvoiceId!.Value), customer)).Error!.Code.ShouldBe("out_of_stock");
    }

    [Fact]
    public async Task Cancelling_frees_stock_voids_the_invoice_and_reverses_the_ledger_once()
    {
        var customer = await world.NewCustomerAsync();
        var code = await world.NewProductAsync(stock: 1);
        var placed = await world.PlaceAsync(customer, code);
        (await world.SendAsync(new CancelOrder(placed.OrderNumber), customer)).Value.State.ShouldBe("cancelled");
        (await world.SendAsync(new CancelOrder(placed.OrderNumber), customer)).Error!.Code.ShouldBe("order_already_cancelled");
        (await StockAsync(code)).ShouldBe(1);
        (await world.SendAsync(new GetInvoice(placed.InvoiceNumber!), customer)).Value.State.ShouldBe("void");
        (await world.SendAsync(new GetPaymentLink(placed.InvoiceId!.Value), customer)).Error!.Code.ShouldBe("invoice_void");
        (await world.ScalarAsync(
            $"SELECT coalesce(sum(p.amount_minor_units), 0)::bigint FROM journal_postings p WHERE p.customer_id = '{customer.CustomerId}'")).ShouldBe(0L);
    }

    [Fact]
    public async Task An_order_nobody_pays_for_is_cancelled_after_seven_days()
    {
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer);
        await world.ScalarAsync($"UPDATE orders SET created_at = now() - interval '8 days' WHERE id = '{placed.OrderId}'");
        await world.SendAsync(new CancelUnpaidOrders(), new Actor.System("test"));
        (await world.SendAsync(new GetOrder(placed.OrderNumber), customer)).Value.State.ShouldBe("cancelled");
    }

    [Fact]
    public async Task Somebody_elses_order_and_invoice_are_as_absent()
    {
        var placed = await world.PlaceAsync(await world.NewCustomerAsync());
        var stranger = await world.NewCustomerAsync();
        (await world.SendAsync(new GetOrder(placed.OrderNumber), stranger)).Error!.Code.ShouldBe("order_not_found");
        (await world.SendAsync(new GetOrder(placed.OrderId.ToString()), stranger)).Error!.Code.ShouldBe("order_not_found");
        (await world.SendAsync(new CancelOrder(placed.OrderNumber), stranger)).Error!.Code.ShouldBe("order_not_found");
        (await world.SendAsync(new GetInvoice(placed.InvoiceNumber!), stranger)).Error!.Code.ShouldBe("invoice_not_found");
        (await world.SendAsync(new GetPaymentLink(placed.InvoiceId!.Value), stranger)).Error!.Code.ShouldBe("invoice_not_found");
        (await world.SendAsync(new PayInvoice(placed.InvoiceId.Value), stranger)).Error!.Code.ShouldBe("invoice_not_found");
        (await world.SendAsync(new ListOrders(new PageRequest()), stranger)).Value.Items.ShouldBeEmpty();
        (await world.SendAsync(new GetOrder("ORD-2026-999999"), stranger)).Error!.Code.ShouldBe("order_not_found");
    }

    [Fact]
    public async Task C05_What_was_confirmed_is_what_is_ordered_or_nothing()
    {
        var customer = await world.NewCustomerAsync();
        var draft = new OrderDraft(await world.NewProductAsync(), BillingCycle.Monthly);
        var quote = (await world.SendAsync(new QuoteOrder(draft), customer)).Value;
        (await world.SendAsync(new SetProductPrice(draft.ProductCode, BillingCycle.Monthly, "USD", 1_300), Bo)).IsSuccess.ShouldBeTrue();
        (await world.SendAsync(new PlaceOrder(quote.Draft, quote.ContentHash), customer)).Error!.Code.ShouldBe("quote_changed");
        var fresh = (await world.SendAsync(new QuoteOrder(draft), customer)).Value;
        var placed = (await world.SendAsync(new PlaceOrder(fresh.Draft, fresh.ContentHash), customer)).Value;
        placed.Total.ShouldBe(fresh.Total);

        // M09: a later price touches no open order.
        await world.SendAsync(new SetProductPrice(draft.ProductCode, BillingCycle.Monthly, "USD", 9_900), Bo);
        (await world.SendAsync(new GetInvoice(placed.InvoiceNumber!), customer)).Value.Total.ShouldBe(fresh.Total);
    }

    [Fact]
    public async Task M11_A_free_order_is_completed_without_invoice_or_gateway()
    {
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer, await world.NewProductAsync(price: 0));
        placed.InvoiceId.ShouldBeNull();
        placed.Total.IsZero.ShouldBeTrue();
        (await world.SendAsync(new GetOrder(placed.OrderNumber), customer)).Value.State.ShouldBeOneOf("paid", "provisioning", "completed");
    }

    [Fact]
    public async Task A_withdrawn_product_is_neither_shown_nor_sold()
    {
        var customer = await world.NewCustomerAsync();
        var code = await world.NewProductAsync();
        await world.SendAsync(new WithdrawProduct(code), Bo);
        (await world.SendAsync(new BrowseProducts(), customer)).Value.ShouldNotContain(p => p.Code == code);
        (await world.SendAsync(new PlaceOrder(new OrderDraft(code, BillingCycle.Monthly)), customer)).Error!.Code.ShouldBe("product_withdrawn");
        (await world.SendAsync(new PlaceOrder(new OrderDraft("vps-none", BillingCycle.Monthly)), customer)).Error!.Code.ShouldBe("product_not_found");
    }

    [Fact]
    public async Task Orders_are_paged_newest_first_without_gap_or_repeat()
    {
        var customer = await world.NewCustomerAsync();
        var code = await world.NewProductAsync();
        List<string> numbers = [];
        for (var i = 0; i < 5; i++)
            numbers.Add((await world.PlaceAsync(customer, code)).OrderNumber);
        List<string> shown = [];
        string? after = null;
        do
        {
            var page = (await world.SendAsync(new ListOrders(new PageRequest(2, after)), customer)).Value;
            shown.AddRange(page.Items.Select(o => o.Number));
            after = page.Next;
        }
        while (after is not null);
        shown.Order(StringComparer.Ordinal).ShouldBe(numbers.Order(StringComparer.Ordinal));
    }

    private async Task<int> StockAsync(string code) => (int)(await world.ScalarAsync($"SELECT stock FROM products WHERE code = '{code}'"))!;
}
