using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Coupons;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using Npgsql;

namespace EzSolutions.Integration.Tests.Billing.Coupons;

[Collection(BillingCollection.Name)]
public sealed class CouponTests(BillingWorld world)
{
    private static readonly Actor Bo = new Actor.Staff(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    [Fact]
    public async Task O10_A_coupon_stands_in_quote_order_and_invoice_alike()
    {
        var customer = await world.NewCustomerAsync();
        var code = await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 25, Cycles: 3));
        var draft = new OrderDraft(await world.NewProductAsync(), BillingCycle.Monthly, Coupon: code.ToLowerInvariant());
        var quote = (await world.SendAsync(new QuoteOrder(draft), customer)).Value;
        quote.Total.MinorUnits.ShouldBe(900);
        quote.Renewal!.Value.MinorUnits.ShouldBe(900);
        quote.Lines[0].DiscountLabel.ShouldBe($"{code}: 25% off");

        var placed = (await world.SendAsync(new PlaceOrder(quote.Draft, quote.ContentHash), customer)).Value;
        placed.Total.ShouldBe(quote.Total);
        (await world.SendAsync(new GetInvoice(placed.InvoiceNumber!), customer)).Value.Total.ShouldBe(quote.Total);
        (await world.ScalarAsync($"SELECT discount_minor_units FROM invoice_lines WHERE invoice_id = '{placed.InvoiceId}'")).ShouldBe(300L);
        var kept = await world.InScopeAsync(s => ((IStore)s.GetService(typeof(IStore))!).FindAsync<Order>(o => o.Id == placed.OrderId, default));
        PeriodDiscount.For(kept!.Lines[0].Product!.Discounts, new Money(1_200, Currency.Usd), BillingCycle.Monthly, period: 3).Off.MinorUnits.ShouldBe(300);
        PeriodDiscount.For(kept.Lines[0].Product!.Discounts, new Money(1_200, Currency.Usd), BillingCycle.Monthly, period: 4).Off.MinorUnits.ShouldBe(0);
    }

    [Fact]
    public async Task O10_Sixty_four_customers_for_the_last_use_make_one_redemption()
    {
        var code = await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 10, MaxRedemptions: 1));
        var buyers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => world.NewCustomerAsync()));

        // Four products, so that it is the coupon's lock that decides and not a product's.
        var products = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.NewProductAsync()));
        var placed = await Task.WhenAll(buyers.Select((buyer, i) =>
            world.SendAsync(new PlaceOrder(new OrderDraft(products[i % 4], BillingCycle.Monthly, Coupon: code)), buyer)));
        placed.Count(p => p.IsSuccess).ShouldBe(1);
        placed.Where(p => !p.IsSuccess).ShouldAllBe(p => p.Error!.Code == "coupon_used_up");
        (await RedeemedAsync(code)).ShouldBe(1);
    }

    [Fact]
    public async Task O10_Sixty_four_orders_of_one_customer_use_a_coupon_once()
    {
        var code = await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 10, MaxPerCustomer: 1));
        var customer = await world.NewCustomerAsync();
        var products = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.NewProductAsync()));
        var placed = await Task.WhenAll(Enumerable.Range(0, 64).Select(i =>
            world.SendAsync(new PlaceOrder(new OrderDraft(products[i % 4], BillingCycle.Monthly, Coupon: code)), customer)));
        placed.Count(p => p.IsSuccess).ShouldBe(1);
        placed.Where(p => !p.IsSuccess).ShouldAllBe(p => p.Error!.Code == "coupon_already_used");
        (await world.ScalarAsync($"SELECT count(*) FROM orders WHERE customer_id = '{customer.CustomerId}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task O10_The_database_refuses_one_too_many_by_itself()
    {
        var code = await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 10, MaxRedemptions: 2, MaxPerCustomer: 1));
        var customer = Guid.CreateVersion7();
        await RedeemByHandAsync(code, customer);
        (await Should.ThrowAsync<PostgresException>(RedeemByHandAsync(code, customer))).ConstraintName.ShouldBe("o10_per_customer");
        await RedeemByHandAsync(code, Guid.CreateVersion7());
        (await Should.ThrowAsync<PostgresException>(RedeemByHandAsync(code, Guid.CreateVersion7()))).ConstraintName.ShouldBe("ck_coupons_redeemed");
        (await Should.ThrowAsync<PostgresException>(world.ScalarAsync($"UPDATE coupons SET redeemed = 0 WHERE code = '{code}'"))).ConstraintName.ShouldBe("o10_only_by_redemption");
        (await Should.ThrowAsync<PostgresException>(world.ScalarAsync("DELETE FROM coupon_redemptions"))).ConstraintName.ShouldBe("o10_kept");
    }

    [Fact]
    public async Task O10_A_cancelled_order_gives_its_use_back_once()
    {
        var code = await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 10, MaxRedemptions: 1));
        var customer = await world.NewCustomerAsync();
        var draft = new OrderDraft(await world.NewProductAsync(), BillingCycle.Monthly, Coupon: code);
        var first = (await world.SendAsync(new PlaceOrder(draft), customer)).Value;
        (await world.SendAsync(new PlaceOrder(draft), customer)).Error!.Code.ShouldBe("coupon_used_up");
        await world.SendAsync(new CancelOrder(first.OrderNumber), customer);
        (await RedeemedAsync(code)).ShouldBe(0);
        (await world.SendAsync(new PlaceOrder(draft), customer)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task M11_A_free_first_month_is_delivered_without_an_invoice_and_costs_from_the_second()
    {
        var code = await NewAsync(new CouponInput(DiscountKind.FreePeriod, Months: 1));
        var customer = await world.NewCustomerAsync();
        var draft = new OrderDraft(await world.NewProductAsync(), BillingCycle.Monthly, Coupon: code);
        var quote = (await world.SendAsync(new QuoteOrder(draft), customer)).Value;
        (quote.Total.MinorUnits, quote.Renewal!.Value.MinorUnits).ShouldBe((0L, 1_200L));
        var placed = (await world.SendAsync(new PlaceOrder(quote.Draft, quote.ContentHash), customer)).Value;
        placed.InvoiceId.ShouldBeNull();
        (await world.SendAsync(new GetOrder(placed.OrderNumber), customer)).Value.State.ShouldNotBe("pending");
    }

    [Fact]
    public async Task O10_Only_coupons_that_combine_are_used_together()
    {
        var customer = await world.NewCustomerAsync();
        var (ten, five, alone) = (
            await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 10, Combines: true)),
            await NewAsync(new CouponInput(DiscountKind.Fixed, Amounts: [new Money(500, Currency.Usd)], Combines: true)),
            await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 50)));
        var draft = new OrderDraft(await world.NewProductAsync(), BillingCycle.Monthly);
        (await world.SendAsync(new QuoteOrder(draft with { Coupon = $"{five}, {ten}" }), customer)).Value.Total.MinorUnits.ShouldBe(1_200 - 120 - 500);
        (await world.SendAsync(new QuoteOrder(draft with { Coupon = $"{ten} {alone}" }), customer)).Error!.Code.ShouldBe("coupons_do_not_combine");
        (await world.SendAsync(new QuoteOrder(draft with { Coupon = $"{ten},{ten}" }), customer)).Value.Total.MinorUnits.ShouldBe(1_080);
        (await world.SendAsync(new QuoteOrder(draft with { Coupon = "NOSUCHCODE" }), customer)).Error!.Code.ShouldBe("coupon_invalid");
        (await world.SendAsync(new QuoteOrder(draft with { Coupon = five, Currency = "EUR" }), customer)).Error!.Code.ShouldBe("coupon_not_in_currency");
    }

    [Fact]
    public async Task C05_A_coupon_that_changed_since_the_summary_asks_again()
    {
        var customer = await world.NewCustomerAsync();
        var code = await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 25));
        var quote = (await world.SendAsync(new QuoteOrder(new OrderDraft(await world.NewProductAsync(), BillingCycle.Monthly, Coupon: code)), customer)).Value;
        (await world.SendAsync(new ChangeCoupon(code, new CouponInput(DiscountKind.Percent, Percent: 20)), Bo)).IsSuccess.ShouldBeTrue();
        (await world.SendAsync(new PlaceOrder(quote.Draft, quote.ContentHash), customer)).Error!.Code.ShouldBe("quote_changed");
        (await world.SendAsync(new EndCoupon(code), Bo)).Value.EndedAt.ShouldNotBeNull();
        (await world.SendAsync(new PlaceOrder(quote.Draft, quote.ContentHash), customer)).Error!.Code.ShouldBe("coupon_expired");
        (await RedeemedAsync(code)).ShouldBe(0);
    }

    [Fact]
    public async Task O10_An_unpaid_order_takes_a_coupon_by_a_new_invoice_at_the_price_it_was_ordered_at()
    {
        var customer = await world.NewCustomerAsync();
        var code = await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 25, Cycles: null));
        var product = await world.NewProductAsync();
        var placed = await world.PlaceAsync(customer, product);
        await world.SendAsync(new Application.Catalog.SetProductPrice(product, BillingCycle.Monthly, "USD", 9_900), Bo);
        var quote = (await world.SendAsync(new QuoteCoupon(placed.OrderNumber, code), customer)).Value;
        (quote.Before.MinorUnits, quote.Total.MinorUnits).ShouldBe((1_200L, 900L));
        (await world.SendAsync(new ApplyCoupon(placed.OrderNumber, code, "stale"), customer)).Error!.Code.ShouldBe("quote_changed");
        (await world.SendAsync(new ApplyCoupon(placed.OrderNumber, code, quote.ContentHash), await world.NewCustomerAsync())).Error!.Code.ShouldBe("order_not_found");

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.SendAsync(new ApplyCoupon(placed.OrderNumber, code, quote.ContentHash), customer)));
        applied.Count(a => a.IsSuccess).ShouldBe(1);
        applied.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Error!.Code == "order_has_coupon");
        var now = applied.Single(a => a.IsSuccess).Value;
        (await world.SendAsync(new GetInvoice(placed.InvoiceNumber!), customer)).Value.State.ShouldBe("void");
        (await world.SendAsync(new GetInvoice(now.InvoiceNumber!), customer)).Value.AmountDue.MinorUnits.ShouldBe(900);
        (await world.SendAsync(new GetOrder(placed.OrderNumber), customer)).Value.ShouldSatisfyAllConditions(
            o => o.Total.MinorUnits.ShouldBe(900), o => o.InvoiceNumber.ShouldBe(now.InvoiceNumber));
        (await RedeemedAsync(code)).ShouldBe(1);
        (await world.ScalarAsync(
            $"SELECT sum(p.amount_minor_units)::bigint FROM journal_postings p WHERE p.customer_id = '{customer.CustomerId}' AND p.account = 'customer_receivable'")).ShouldBe(900L);
    }

    [Fact]
    public async Task Bad_terms_are_refused_by_field()
    {
        (await world.SendAsync(new CreateCoupon("x y", new CouponInput(DiscountKind.Percent, Percent: 101)), Bo)).Error!.Fields!.Keys.Order(StringComparer.Ordinal)
            .ShouldBe(["code", "terms.percent"]);
        (await world.SendAsync(new CreateCoupon("ZERO", new CouponInput(DiscountKind.Fixed, Amounts: [new Money(-1, Currency.Usd)])), Bo)).Error!.Code.ShouldBe("validation_failed");
        (await world.SendAsync(new CreateCoupon("NONE", new CouponInput(DiscountKind.Fixed)), Bo)).Error!.Code.ShouldBe("validation_failed");
        var code = await NewAsync(new CouponInput(DiscountKind.Percent, Percent: 5));
        (await world.SendAsync(new CreateCoupon(code, new CouponInput(DiscountKind.Percent, Percent: 5)), Bo)).Error!.Code.ShouldBe("coupon_code_taken");
        (await world.SendAsync(new CreateCoupon("MINE", new CouponInput(DiscountKind.Percent, Percent: 5)), await world.NewCustomerAsync())).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    private async Task<string> NewAsync(CouponInput terms)
    {
        var made = await world.SendAsync(new CreateCoupon($"C{Guid.CreateVersion7():N}"[^12..].Insert(0, "T"), terms), Bo);
        made.Error.ShouldBeNull();
        return made.Value.Code;
    }

    private async Task<int> RedeemedAsync(string code) => (await world.SendAsync(new GetCoupon(code), Bo)).Value.Redeemed;

    private Task RedeemByHandAsync(string code, Guid customer) => world.ScalarAsync(
        $"INSERT INTO coupon_redemptions (id, coupon_id, customer_id, order_id, redeemed_at) SELECT gen_random_uuid(), id, '{customer}', gen_random_uuid(), now() FROM coupons WHERE code = '{code}'");
}
