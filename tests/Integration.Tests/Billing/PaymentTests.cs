using System.Net;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;

namespace EzSolutions.Integration.Tests.Billing;

[Collection(BillingCollection.Name)]
public sealed class PaymentTests(BillingWorld world)
{
    private static readonly Actor Bo = new Actor.Staff(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    [Fact]
    public async Task An_order_is_placed_paid_on_the_hosted_page_and_delivered()
    {
        var (customer, placed, link) = await PlaceAsync();
        placed.OrderNumber.ShouldStartWith("ORD-");
        placed.InvoiceNumber!.ShouldStartWith("INV-");

        var hosted = await world.OpenAsync(link);
        (await world.OpenAsync(link)).ShouldBe(hosted); // an open page is used again
        await world.PayAsync(hosted);

        await BecomesAsync(placed, "paid");
        (await world.SendAsync(new GetInvoice(placed.InvoiceNumber!), customer)).Value.ShouldSatisfyAllConditions(
            i => i.State.ShouldBe("paid"), i => i.AmountDue.IsZero.ShouldBeTrue(), i => i.PaidAt.ShouldNotBeNull());
        (await world.ScalarAsync($"SELECT count(*) FROM orders WHERE id = '{placed.OrderId}' AND state IN ('paid', 'provisioning', 'completed')")).ShouldBe(1L);
        (await world.ScalarAsync($"SELECT count(*) FROM services WHERE order_id = '{placed.OrderId}'")).ShouldBe(1L);
        (await TakenAsync(placed)).ShouldBe(1_200L);
        (await LedgerAsync("customer_receivable", placed)).ShouldBe(0L);

        using var done = await world.Site.GetAsync(link + "/done");
        (await done.Content.ReadAsStringAsync()).ShouldContain("Paid. Thank you!");
        using var again = await world.Site.GetAsync(link);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_redirect_without_a_webhook_pays_nothing_and_the_webhook_later_does()
    {
        var (_, placed, link) = await PlaceAsync();
        await world.SwitchWebhooksAsync(false);
        try
        {
            await world.PayAsync(await world.OpenAsync(link));
            using var done = await world.Site.GetAsync(link + "/done?session_id=cs_forged");
            (await done.Content.ReadAsStringAsync()).ShouldContain("waiting for the confirmation");
            (await StateAsync(placed)).ShouldBe("open");

            // A second click meets the finished page, and takes no second payment.
            using var again = await world.Site.GetAsync(link);
            (await again.Content.ReadAsStringAsync()).ShouldContain("waiting for the confirmation");
        }
        finally
        {
            await world.SwitchWebhooksAsync(true);
        }

        await BecomesAsync(placed, "paid");
    }

    [Fact]
    public async Task M05_Two_events_about_one_payment_and_a_duplicate_delivery_pay_once()
    {
        await world.FaultAsync(new { target = "stripe", kind = "duplicate", match = "checkout.session.completed", times = 1 });
        var (_, placed, link) = await PlaceAsync();
        await world.PayAsync(await world.OpenAsync(link));
        await BecomesAsync(placed, "paid");
        await world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE state = 'received'", 0L);
        (await world.ScalarAsync($"SELECT count(*) FROM payment_effects WHERE invoice_id = '{placed.InvoiceId}' AND effect = 'capture'")).ShouldBe(1L);
        (await TakenAsync(placed)).ShouldBe(1_200L);
    }

    [Fact]
    public async Task O02_An_event_that_cannot_be_explained_while_the_gateway_is_away_waits_and_is_booked_later()
    {
        await world.FaultAsync(new { target = "stripe", kind = "error", status = 503, match = "GET /stripe/v1/", times = 1_000 });
        var (_, placed, link) = await PlaceAsync();
        try
        {
            await world.PayAsync(await world.OpenAsync(link));
            await world.EventuallyAsync("SELECT count(*) > 0 FROM inbox_events WHERE state = 'received' AND attempts > 0 AND note IS NOT NULL", true);
            (await StateAsync(placed)).ShouldBe("open");
        }
        finally
        {
            (await world.Outside.DeleteAsync("faults")).EnsureSuccessStatusCode();
        }

        await world.ScalarAsync("UPDATE inbox_events SET next_attempt_at = now() - interval '1 second' WHERE next_attempt_at IS NOT NULL");
        (await world.SendAsync(new TendInbox(), new Actor.System("test"))).IsSuccess.ShouldBeTrue();
        await BecomesAsync(placed, "paid");
        (await TakenAsync(placed)).ShouldBe(1_200L);
    }

    [Fact]
    public async Task M06_Paying_twice_puts_the_second_payment_into_the_wallet_and_raises_an_alarm()
    {
        var (customer, placed, link) = await PlaceAsync();
        var second = await world.ForeignSessionAsync(await PaymentIdAsync(link, placed), 1_200, "usd");
        await world.PayAsync(await world.OpenAsync(link));
        await BecomesAsync(placed, "paid");
        await world.PayAsync(second);
        await world.EventuallyAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{customer.CustomerId}'", 1_200L);
        await AlarmAsync(placed.InvoiceNumber!);
        (await TakenAsync(placed)).ShouldBe(2_400L);
    }

    [Fact]
    public async Task M06_Paying_too_little_leaves_it_partially_paid_and_the_next_page_asks_for_the_rest()
    {
        var (customer, placed, link) = await PlaceAsync();
        await world.PayAsync(await world.ForeignSessionAsync(await PaymentIdAsync(link, placed), 500, "usd"));
        await BecomesAsync(placed, "partially_paid");
        (await world.SendAsync(new CancelOrder(placed.OrderNumber), customer)).Error!.Code.ShouldBe("order_partly_paid");
        await world.PayAsync(await world.OpenAsync(link));
        await BecomesAsync(placed, "paid");
        (await TakenAsync(placed)).ShouldBe(1_200L);
    }

    [Fact]
    public async Task A_payment_in_another_currency_is_kept_unmatched_and_shown_to_staff()
    {
        var (_, placed, link) = await PlaceAsync();
        await world.PayAsync(await world.ForeignSessionAsync(await PaymentIdAsync(link, placed), 1_200, "eur"));
        await world.EventuallyAsync($"SELECT count(*) > 0 FROM inbox_events WHERE state = 'unmatched' AND note LIKE '%{placed.InvoiceNumber}%'", true);
        (await StateAsync(placed)).ShouldBe("open");
        var shown = (await world.SendAsync(new ListInboxEvents(new PageRequest(100), InboxState.Unmatched), Bo)).Value.Items;
        var row = shown.First(e => e.Note!.Contains(placed.InvoiceNumber!, StringComparison.Ordinal));
        await AlarmAsync(row.EventId);
        (await world.SendAsync(new ReprocessInboxEvent(row.Id), Bo)).IsSuccess.ShouldBeTrue();
        await world.EventuallyAsync($"SELECT state FROM inbox_events WHERE id = '{row.Id}'", "unmatched");
    }

    [Fact]
    public async Task A_declined_card_leaves_the_invoice_open_and_the_next_card_pays()
    {
        var (_, placed, link) = await PlaceAsync();
        var hosted = await world.OpenAsync(link);
        await world.PayAsync(hosted, StripeVisitor.Declined);
        await world.EventuallyAsync($"SELECT count(*) FROM payments WHERE invoice_id = '{placed.InvoiceId}' AND failure_reason IS NOT NULL", 1L);
        (await StateAsync(placed)).ShouldBe("open");
        using var cancelled = await world.Site.GetAsync(link + "/cancelled");
        (await cancelled.Content.ReadAsStringAsync()).ShouldContain("Try again");
        (await world.OpenAsync(link)).ShouldBe(hosted);
        await world.PayAsync(hosted);
        await BecomesAsync(placed, "paid");
    }

    [Fact]
    public async Task An_expired_page_is_replaced_by_a_new_one()
    {
        var (_, placed, link) = await PlaceAsync();
        var first = await world.OpenAsync(link);
        await world.StripeAsync($"checkout/sessions/{StripeVisitor.SessionOf(first)}/expire");
        await world.EventuallyAsync($"SELECT state FROM payments WHERE invoice_id = '{placed.InvoiceId}'", "expired");
        var second = await world.OpenAsync(link);
        second.ShouldNotBe(first);
        await world.PayAsync(second);
        await BecomesAsync(placed, "paid");
    }

    [Fact]
    public async Task P02_A_lost_answer_to_opening_the_page_opens_no_second_one()
    {
        var (_, placed, link) = await PlaceAsync();
        await world.FaultAsync(new { target = "stripe", kind = "lost_response", match = "POST /stripe/v1/checkout/sessions", times = 1 });
        using (var lost = await world.Site.GetAsync(link))
            lost.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await world.PayAsync(await world.OpenAsync(link));
        await BecomesAsync(placed, "paid");
        (await world.ScalarAsync($"SELECT count(*) FROM payments WHERE invoice_id = '{placed.InvoiceId}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_payment_that_meets_a_cancelled_order_becomes_wallet_credit()
    {
        var (customer, placed, link) = await PlaceAsync();
        var late = await world.ForeignSessionAsync(await PaymentIdAsync(link, placed), 1_200, "usd");
        (await world.SendAsync(new CancelOrder(placed.OrderNumber), customer)).Value.State.ShouldBe("cancelled");
        await world.EventuallyAsync($"SELECT state FROM payments WHERE invoice_id = '{placed.InvoiceId}'", "expired"); // its page was closed at the gateway
        await world.PayAsync(late);
        await world.EventuallyAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{customer.CustomerId}'", 1_200L);
        (await StateAsync(placed)).ShouldBe("void");
        using var page = await world.Site.GetAsync(link);
        page.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("de", "en", "Noch nicht bezahlt", "12,00 $")]
    [InlineData(null, "es-ES,en;q=0.5", "Todavía sin pagar", "12,00 $")]
    [InlineData(null, "fr", "Not paid yet", "$12.00")]
    public async Task A_pay_page_is_in_the_language_of_its_invoice_else_of_the_browser(string? account, string browser, string title, string amount)
    {
        var customer = await world.NewCustomerAsync(locale: account);
        var placed = await world.PlaceAsync(customer);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{await world.LinkAsync(placed.InvoiceId!.Value, customer)}/cancelled");
        request.Headers.Add("Accept-Language", browser);
        using var answer = await world.Site.SendAsync(request);

        var page = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Replace('\u00a0', ' ');

        page.ShouldContain($"<h1>{title}</h1>");
        page.ShouldContain($"<dd>{amount}</dd>");
    }

    [Fact]
    public async Task A_pay_link_that_was_made_up_or_changed_is_not_found()
    {
        var (_, _, link) = await PlaceAsync();
        foreach (var wrong in new[] { "/pay/abc", link[..^4] + "AAAA", "/pay/" + new string('A', 600) })
        {
            using var answer = await world.Site.GetAsync(wrong);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private async Task<(Actor.Customer Customer, OrderPlaced Placed, string Link)> PlaceAsync()
    {
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer);
        return (customer, placed, await world.LinkAsync(placed.InvoiceId!.Value, customer));
    }

    private async Task<Guid> PaymentIdAsync(string link, OrderPlaced placed)
    {
        await world.OpenAsync(link);
        return (Guid)(await world.ScalarAsync($"SELECT id FROM payments WHERE invoice_id = '{placed.InvoiceId}'"))!;
    }

    private Task<object?> StateAsync(OrderPlaced placed) => world.ScalarAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'");

    private Task BecomesAsync(OrderPlaced placed, string state) => world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'", state);

    private Task AlarmAsync(string about) => world.EventuallyAsync(
        $"SELECT count(*) > 0 FROM tickets t JOIN ticket_messages m ON m.ticket_id = t.id WHERE t.subject LIKE '%{about}%' OR m.body LIKE '%{about}%'", true);

    /// <summary>What the gateway took for it, its fee included.</summary>
    private async Task<long> TakenAsync(OrderPlaced placed) => await LedgerAsync("gateway_clearing", placed) + await LedgerAsync("gateway_fees", placed);

    private async Task<long> LedgerAsync(string account, OrderPlaced placed) => Convert.ToInt64(
        await world.ScalarAsync(
            $"SELECT coalesce(sum(p.amount_minor_units), 0) FROM journal_postings p JOIN journal_entries e ON e.id = p.entry_id WHERE e.invoice_id = '{placed.InvoiceId}' AND p.account = '{account}'"),
        System.Globalization.CultureInfo.InvariantCulture);
}
