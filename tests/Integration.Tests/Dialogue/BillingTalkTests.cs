using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.Coupons;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Dialogue;

/// <summary>Money talked about in plain sentences, understood by the real recogniser and done in the real books.</summary>
public sealed class BillingTalkTests(DialogueWorld world) : IClassFixture<DialogueWorld>
{
    private static readonly Actor Bo = new Actor.Staff(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    [Fact]
    public async Task O10_An_order_in_euros_with_a_coupon_is_summed_up_and_placed_at_that_price()
    {
        await CouponAsync("SPRING25", new CouponInput(DiscountKind.Percent, Percent: 25, Cycles: 3));
        var chat = await world.SignedInConversationAsync("euro@example.com");
        var summary = Last(await world.SayAsync(chat, "order vps m monthly in euros with debian 12 in frankfurt called web1"), "order_summary");
        Fact(summary, "Total to pay now").ShouldBe("€11.00");
        summary = Last(await world.SayAsync(chat, "i have a coupon code SPRING25"), "order_summary");
        Fact(summary, "Total to pay now").ShouldBe("€8.25");
        summary.Card!.Items![0].Text!.ShouldContain("SPRING25: 25% off");
        await world.SayAsync(chat, "yes");
        (await OrdersAsync(chat)).ShouldHaveSingleItem().Total.ShouldBe(new Money(825, Currency.Of("EUR")));
    }

    [Fact]
    public async Task O10_A_coupon_that_does_not_fit_is_said_and_left_out()
    {
        var chat = await world.SignedInConversationAsync("nope@example.com");
        await world.SayAsync(chat, "order vps s monthly with debian 12 in frankfurt called web1");
        var said = await world.SayAsync(chat, "use coupon NOSUCH99");
        said.ShouldContain(e => e.Text != null && e.Text.Contains("not valid", StringComparison.Ordinal));
        Fact(Last(said, "order_summary"), "Total to pay now").ShouldBe("$6.00");
    }

    [Fact]
    public async Task O10_A_coupon_on_an_unpaid_order_replaces_its_invoice_after_a_yes()
    {
        await CouponAsync("LATE10", new CouponInput(DiscountKind.Percent, Percent: 10));
        var chat = await OrderedAsync("late@example.com");
        var offer = Last(await world.SayAsync(chat, "can i still use the coupon code LATE10?"), "order_summary");
        Fact(offer, "Now").ShouldBe("$12.00");
        Fact(offer, "New total").ShouldBe("$10.80");
        (await OrdersAsync(chat)).ShouldHaveSingleItem().Total.MinorUnits.ShouldBe(1_200);
        var done = await world.SayAsync(chat, "yes");
        done.ShouldContain(e => e.Card != null && e.Card.Type == "payment");
        var order = (await OrdersAsync(chat)).ShouldHaveSingleItem();
        order.Total.MinorUnits.ShouldBe(1_080);
        (await InvoicesAsync(chat)).OrderBy(i => i.Number).Select(i => i.State).ShouldBe([InvoiceState.Void, InvoiceState.Open]);
    }

    [Fact]
    public async Task A_charge_is_explained_from_invoice_and_ledger_with_their_numbers()
    {
        var chat = await OrderedAsync("why@example.com");
        var invoice = (await InvoicesAsync(chat)).ShouldHaveSingleItem();
        await PayAsync(invoice);
        foreach (var question in new[] { $"what is invoice {invoice.Number} for?", "why was i charged 12 dollars?" })
        {
            var charge = Last(await world.SayAsync(chat, question), "charge");
            charge.Card!.Title!.ShouldContain(invoice.Number!);
            charge.Card.Items![0].Title.ShouldContain("VPS M");
            var ledger = charge.Card.Facts!.Where(f => f.Label.StartsWith("Ledger ", StringComparison.Ordinal)).ToList();
            ledger.Count.ShouldBe(2);
            ledger[0].Value.ShouldContain($"invoice {invoice.Number} issued, $12.00 owed");
            ledger[1].Value.ShouldContain("$12.00 off what you owe");
            var entries = await world.RowsAsync<JournalEntry>(all => all.Where(e => e.InvoiceId == invoice.Id));
            entries.ShouldContain(e => ledger[0].Label.EndsWith(e.Id.ToString("N").Substring(24), StringComparison.Ordinal));
        }

        var stranger = await world.SignedInConversationAsync("stranger@example.com");
        (await world.SayAsync(stranger, $"explain the charge on {invoice.Number}")).ShouldNotContain(e => e.Card != null && e.Card.Type == "charge");
    }

    [Fact]
    public async Task M07_A_refund_is_asked_for_after_a_yes_and_left_to_staff()
    {
        var chat = await OrderedAsync("refund@example.com");
        var invoice = (await InvoicesAsync(chat)).ShouldHaveSingleItem();
        await PayAsync(invoice);
        await world.SayAsync(chat, "i want a refund please");
        var offer = Last(await world.SayAsync(chat, "the server is much slower than what you promised me"), "refund");
        offer.Card!.Title!.ShouldContain(invoice.Number!);
        (await world.RowsAsync<Refund>(all => all.Where(r => r.InvoiceId == invoice.Id))).ShouldBeEmpty();
        await world.SayAsync(chat, "yes");
        var refund = (await world.RowsAsync<Refund>(all => all.Where(r => r.InvoiceId == invoice.Id))).ShouldHaveSingleItem();
        (refund.State, refund.Amount.MinorUnits).ShouldBe((RefundState.Requested, 1_200L));
    }

    [Fact]
    public async Task A_card_is_changed_on_the_payment_services_page_by_a_sealed_link()
    {
        var chat = await world.SignedInConversationAsync("card@example.com");
        var card = Last(await world.SayAsync(chat, "i want to update my credit card"), "payment_methods");
        var link = card.Card!.Actions!.Single().Url!;
        link.AbsoluteUri.ShouldStartWith("https://portal.example.com/account/card/");
    }

    [Fact]
    public async Task O08_What_an_upgrade_costs_today_is_told_and_after_a_yes_invoiced_at_that_price()
    {
        var chat = await world.SignedInConversationAsync("grow@example.com");
        var service = await HostingAsync(chat, "site1.example.com");
        var offer = Last(await world.SayAsync(chat, "what would it cost to upgrade site1.example.com to hosting business today?"), "upgrade");
        Fact(offer, "Plan").ShouldBe("Hosting Starter to Hosting Business");
        Fact(offer, "When").ShouldBe("as soon as it's paid");
        Fact(offer, "Total to pay now")!.ShouldStartWith("$");
        (await world.RowsAsync<PlanChange>(all => all.Where(c => c.ServiceId == service))).ShouldBeEmpty();
        var done = await world.SayAsync(chat, "yes");
        Last(done, "payment").Card!.Actions!.Single().Url.ShouldNotBeNull();
        var change = (await world.RowsAsync<PlanChange>(all => all.Where(c => c.ServiceId == service))).ShouldHaveSingleItem();
        change.State.ShouldBe(PlanChangeState.AwaitingPayment);
        (await InvoicesAsync(chat)).ShouldHaveSingleItem().Total.Display().ShouldBe(Fact(offer, "Total to pay now"));
    }

    [Fact]
    public async Task A_service_is_cancelled_for_the_day_that_was_shown_and_only_after_a_yes()
    {
        var chat = await world.SignedInConversationAsync("leave@example.com");
        var service = await HostingAsync(chat, "site2.example.com");
        var question = await world.SayAsync(chat, "i'd like to cancel my hosting site2.example.com");
        question.ShouldContain(e => e.Card != null && e.Card.Text == "When should site2.example.com end?");
        var offer = Last(await world.SayAsync(chat, "at the end of the period"), "cancel_service");
        offer.Card!.Text!.ShouldContain("keeps running until");
        (await SubscriptionAsync(service)).CancelsOn.ShouldBeNull();
        await world.SayAsync(chat, "yes");
        var subscription = await SubscriptionAsync(service);
        subscription.CancelsOn.ShouldBe(subscription.PeriodEnd);

        // Said again, it is not cancelled twice but may be taken back.
        var again = await world.SayAsync(chat, "cancel my hosting site2.example.com");
        again.ShouldContain(e => e.Card != null && e.Card.Text!.Contains("cancelled already", StringComparison.Ordinal));
        var keep = Last(await world.SayAsync(chat, "keep it after all"), "cancel_service");
        keep.Card!.Title!.ShouldBe("Keep site2.example.com?");
        (await SubscriptionAsync(service)).CancelsOn.ShouldNotBeNull();
        await world.SayAsync(chat, "yes");
        (await SubscriptionAsync(service)).CancelsOn.ShouldBeNull();
    }

    [Fact]
    public async Task A_cancellation_can_be_taken_back_by_the_button_under_it()
    {
        var chat = await world.SignedInConversationAsync("back@example.com");
        var service = await HostingAsync(chat, "site3.example.com");
        await world.SayAsync(chat, "cancel my hosting site3.example.com at the end of the period");
        var done = Last(await world.SayAsync(chat, "yes"), "choices");
        Fact(Last(await world.PressAsync(chat, done, done.Card!.Actions!.Single().Id), "cancel_service"), "Total to pay now").ShouldBe("$0.00");
        await world.SayAsync(chat, "yes");
        (await SubscriptionAsync(service)).CancelsOn.ShouldBeNull();
    }

    [Fact]
    public async Task O08_The_billing_cycle_is_changed_with_the_next_period_and_its_price_is_told()
    {
        var chat = await world.SignedInConversationAsync("yearly@example.com");
        var service = await HostingAsync(chat, "site4.example.com");
        var offer = Last(await world.SayAsync(chat, "upgrade site4.example.com to annual billing"), "upgrade");
        Fact(offer, "Total to pay now").ShouldBe("$0.00");
        Fact(offer, "When")!.ShouldContain("with the next period");
        await world.SayAsync(chat, "yes");
        var change = (await world.RowsAsync<PlanChange>(all => all.Where(c => c.ServiceId == service))).ShouldHaveSingleItem();
        (change.State, change.ToCycle, change.ToProductCode).ShouldBe((PlanChangeState.Scheduled, BillingCycle.Annual, "hosting-starter"));
    }

    [Theory]
    [InlineData("25,50", "$25.50")]
    [InlineData("$1,250", "$1,250.00")]
    [InlineData("25.5 please", "$25.50")]
    public async Task An_amount_is_read_as_people_write_it(string typed, string shown)
    {
        var chat = await world.SignedInConversationAsync($"amount{typed.Length}@example.com");
        await world.SayAsync(chat, "add funds");
        Last(await world.SayAsync(chat, typed), "payment").Card!.Title!.ShouldContain(shown);
    }

    [Fact]
    public async Task M04_Credit_is_told_paid_in_by_link_and_spent_on_an_invoice_after_a_yes()
    {
        var chat = await OrderedAsync("credit@example.com");
        var invoice = (await InvoicesAsync(chat)).ShouldHaveSingleItem();
        Fact(Last(await world.SayAsync(chat, "how much credit do i have?"), "wallet"), "Credit").ShouldBe("$0.00");
        var page = Last(await world.SayAsync(chat, "i want to add 25 dollars to my balance"), "payment");
        page.Card!.Title!.ShouldContain("$25.00");
        page.Card.Actions!.Single().Url!.AbsoluteUri.ShouldStartWith("https://portal.example.com/account/top-up/");

        (await world.SendAsync(new AdjustWallet(invoice.CustomerId, 500, "USD", "Sorry for the outage"), Bo)).Error.ShouldBeNull();
        Fact(Last(await world.SayAsync(chat, "what's my balance now"), "wallet"), "Credit").ShouldBe("$5.00");
        var pay = Last(await world.SayAsync(chat, $"pay invoice {invoice.Number}"), "payment");
        (Fact(pay, "Subtotal"), Fact(pay, "Total"), Fact(pay, "Amount due")).ShouldBe(("$12.00", "$12.00", "$12.00"));
        var offer = Last(await world.PressAsync(chat, pay, pay.Card!.Actions!.Single(a => a.Label == "Use $5.00 of my credit").Id), "payment");
        Fact(offer, "Left to pay").ShouldBe("$7.00");
        (await InvoicesAsync(chat)).Single().AmountPaid.MinorUnits.ShouldBe(0);
        await world.SayAsync(chat, "yes");
        (await InvoicesAsync(chat)).Single().ShouldSatisfyAllConditions(i => i.AmountPaid.MinorUnits.ShouldBe(500), i => i.State.ShouldBe(InvoiceState.PartiallyPaid));
    }

    private async Task<Subscription> SubscriptionAsync(Guid service) =>
        (await world.RowsAsync<Subscription>(all => all.Where(s => s.ServiceId == service))).ShouldHaveSingleItem();

    /// <summary>A hosting account that runs since today.</summary>
    private async Task<Guid> HostingAsync(Guid chat, string name)
    {
        var customer = (await world.ConversationAsync(chat)).CustomerId!.Value;
        return await world.InScopeAsync(new Actor.System("test"), async services =>
        {
            var (id, now) = (Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
            var order = new ServiceOrder(
                customer, Guid.CreateVersion7(), "ORD-2026-000001", 1, 1, null, ProductType.Hosting, "hosting-starter", "Hosting Starter", name,
                new ServiceSpecs(null, null, 10), null, null, null, BillingCycle.Monthly, new Money(300, Currency.Usd));
            var service = Service.Create(id, order, now);
            service.Activate(now);
            var begun = await services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
                _ =>
                {
                    services.GetRequiredService<IStore>().Add(service);
                    return Task.FromResult<Result<Done>>(Done.Value);
                },
                CancellationToken.None);
            begun.Error.ShouldBeNull();
            return id;
        });
    }

    private async Task<Guid> OrderedAsync(string email)
    {
        var chat = await world.SignedInConversationAsync(email);
        await world.SayAsync(chat, "order vps m monthly with debian 12 in frankfurt called web1");
        await world.SayAsync(chat, "yes");
        (await OrdersAsync(chat)).ShouldHaveSingleItem();
        return chat;
    }

    private async Task PayAsync(Invoice invoice) => (await world.SendAsync(
        new RecordBankTransfer(invoice.Number!, invoice.Total, $"TR-{invoice.Number}", DateOnly.FromDateTime(invoice.IssuedAt!.Value.UtcDateTime)), Bo)).Error.ShouldBeNull();

    private async Task CouponAsync(string code, CouponInput terms) => (await world.SendAsync(new CreateCoupon(code, terms), Bo)).Error.ShouldBeNull();

    private async Task<List<Order>> OrdersAsync(Guid chat)
    {
        var customer = (await world.ConversationAsync(chat)).CustomerId!.Value;
        return await world.RowsAsync<Order>(all => all.Where(o => o.CustomerId == customer));
    }

    private async Task<List<Invoice>> InvoicesAsync(Guid chat)
    {
        var customer = (await world.ConversationAsync(chat)).CustomerId!.Value;
        return await world.RowsAsync<Invoice>(all => all.Where(i => i.CustomerId == customer));
    }

    private static Entry Last(List<Entry> said, string type) =>
        said.LastOrDefault(e => e.Card?.Type == type) ?? throw new ShouldAssertException($"No {type} in: {string.Join(" | ", said.Select(e => e.Text ?? e.Card?.Title ?? e.Card?.Text))}");

    private static string? Fact(Entry entry, string label) => entry.Card!.Facts!.FirstOrDefault(f => f.Label == label)?.Value;
}
