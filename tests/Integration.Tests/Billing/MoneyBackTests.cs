using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Application.Billing.Refunds;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>Saved cards, refunds, disputes and transfers against the sandbox, with what they leave in the books.</summary>
[Collection(BillingCollection.Name)]
public sealed class MoneyBackTests(BillingWorld world)
{
    private static readonly Actor.Staff Bo = new(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });
    private static readonly Actor.System Job = new("test");

    [Fact]
    public async Task A_saved_card_pays_an_invoice_without_the_customer_and_is_booked_once()
    {
        var (customer, placed) = await WithCardAsync("4242424242424242");
        (await ChargeAsync(placed)).ShouldBeOfType<ChargeOutcome.Succeeded>();
        (await StateAsync(placed)).ShouldBe("paid");
        (await world.SendAsync(new ChargeSavedMethod(placed.InvoiceId!.Value), Job)).Error!.Code.ShouldBe("invoice_already_paid");
        await world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE state = 'received'", 0L);
        (await world.ScalarAsync($"SELECT count(*) FROM payment_effects WHERE invoice_id = '{placed.InvoiceId}' AND effect = 'capture'")).ShouldBe(1L);
        (await world.SendAsync(new ListPaymentMethods(), customer)).Value.ShouldHaveSingleItem().Display.ShouldBe("Visa ending in 4242");
    }

    [Fact]
    public async Task A_card_whose_bank_asks_for_its_holder_leads_to_the_pay_link()
    {
        var (_, placed) = await WithCardAsync("4000002760003184");
        var asked = (await ChargeAsync(placed)).ShouldBeOfType<ChargeOutcome.NeedsCustomer>();
        await world.PayAsync(await world.OpenAsync(asked.Link.AbsolutePath));
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'", "paid");
    }

    [Fact]
    public async Task A_card_that_is_declined_leaves_the_invoice_open_and_a_later_try_is_another_intent()
    {
        var (_, placed) = await WithCardAsync("4000000000000341");
        (await ChargeAsync(placed)).ShouldBeOfType<ChargeOutcome.Declined>();
        (await ChargeAsync(placed)).ShouldBeOfType<ChargeOutcome.Declined>();
        (await StateAsync(placed)).ShouldBe("open");
        (await world.ScalarAsync($"SELECT count(*) FROM payments WHERE invoice_id = '{placed.InvoiceId}' AND state = 'failed'")).ShouldBe(2L);
    }

    [Fact]
    public async Task P02_A_charge_whose_answer_was_lost_is_taken_once()
    {
        var (_, placed) = await WithCardAsync("4242424242424242");
        await world.SwitchWebhooksAsync(false);
        try
        {
            await world.FaultAsync(new { target = "stripe", kind = "lost_response", match = "POST /stripe/v1/payment_intents", times = 1 });
            (await world.SendAsync(new ChargeSavedMethod(placed.InvoiceId!.Value), Job)).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
            (await ChargeAsync(placed)).ShouldBeOfType<ChargeOutcome.Succeeded>();
        }
        finally
        {
            await world.SwitchWebhooksAsync(true);
        }

        (await world.ScalarAsync($"SELECT count(*) FROM payment_effects WHERE invoice_id = '{placed.InvoiceId}' AND effect = 'capture'")).ShouldBe(1L);
    }

    [Fact]
    public async Task Without_a_card_nothing_is_charged()
    {
        var placed = await world.PlaceAsync(await world.NewCustomerAsync());
        (await ChargeAsync(placed)).ShouldBeOfType<ChargeOutcome.NoMethod>();
    }

    [Fact]
    public async Task M07_Parallel_refunds_never_exceed_what_was_captured_and_the_books_agree()
    {
        var (customer, placed) = await PaidAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            world.SendAsync(new RequestRefund(placed.InvoiceId!.Value, "Not needed", new Money(500, Currency.Usd)), customer)));
        asked.Count(a => a.IsSuccess).ShouldBe(2);
        asked.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Error!.Code == "refund_above_captured");

        foreach (var refund in asked.Where(a => a.IsSuccess).SelectMany(a => a.Value.Refunds))
        {
            (await world.SendAsync(new ApproveRefund(refund.Id), Bo)).Value.State.ShouldBe("approved");
            (await world.SendAsync(new ApproveRefund(refund.Id), Bo)).Error!.Code.ShouldBe("refund_already_decided");
        }

        await world.EventuallyAsync($"SELECT count(*) FROM refunds WHERE invoice_id = '{placed.InvoiceId}' AND state = 'succeeded'", 2L);
        await world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE state = 'received'", 0L);
        (await TakenAsync(placed)).ShouldBe(200L);
        (await AccountAsync("refunds_payable", placed)).ShouldBe(0L);
        (await world.ScalarAsync($"SELECT count(*) FROM payment_effects WHERE invoice_id = '{placed.InvoiceId}' AND effect = 'refund'")).ShouldBe(2L);
    }

    [Fact]
    public async Task A_refund_decided_at_the_gateway_is_booked_with_its_credit_note()
    {
        var (_, placed) = await PaidAsync();
        var intent = await world.ScalarAsync($"SELECT payment_id FROM payment_effects WHERE invoice_id = '{placed.InvoiceId}' AND effect = 'capture'");
        await world.StripeAsync("refunds", ("payment_intent", (string)intent!), ("amount", "700"));
        await world.EventuallyAsync($"SELECT count(*) FROM refunds WHERE invoice_id = '{placed.InvoiceId}' AND state = 'succeeded'", 1L);
        (await TakenAsync(placed)).ShouldBe(500L);
        (await AccountAsync("refunds_payable", placed)).ShouldBe(0L);
        (await world.ScalarAsync($"SELECT count(*) FROM credit_notes WHERE invoice_id = '{placed.InvoiceId}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_refund_into_the_wallet_moves_no_money_outside()
    {
        var (customer, placed) = await PaidAsync();
        var asked = (await world.SendAsync(new RequestRefund(placed.InvoiceId!.Value, "Goodwill", null, RefundDestination.Wallet), Bo)).Value.Refunds.ShouldHaveSingleItem();
        (await world.SendAsync(new ApproveRefund(asked.Id), Bo)).Value.State.ShouldBe("succeeded");
        (await world.ScalarAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{customer.CustomerId}'")).ShouldBe(1_200L);
        (await TakenAsync(placed)).ShouldBe(1_200L);
    }

    [Fact]
    public async Task Somebody_elses_invoice_is_refunded_by_nobody_and_a_rejected_refund_frees_its_part()
    {
        var (customer, placed) = await PaidAsync();
        var stranger = await world.NewCustomerAsync();
        (await world.SendAsync(new RequestRefund(placed.InvoiceId!.Value, "Mine"), stranger)).Error!.Code.ShouldBe("invoice_not_found");
        var asked = (await world.SendAsync(new RequestRefund(placed.InvoiceId.Value, "All of it"), customer)).Value.Refunds.ShouldHaveSingleItem();
        (await world.SendAsync(new ApproveRefund(asked.Id), customer)).Error!.Code.ShouldBe("forbidden");
        (await world.SendAsync(new RejectRefund(asked.Id, "Used for three weeks."), Bo)).Value.State.ShouldBe("rejected");
        (await world.SendAsync(new RequestRefund(placed.InvoiceId.Value, "Once more"), customer)).IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("winning_evidence", "won", 1_200L, 0L)]
    [InlineData("losing_evidence", "lost", 0L, 1_200L)]
    public async Task A_dispute_takes_the_money_and_its_end_is_booked_once(string evidence, string state, long clearing, long chargebacks)
    {
        var (customer, placed) = await PaidAsync("4000000000000259");
        await world.EventuallyAsync($"SELECT state FROM disputes WHERE invoice_id = '{placed.InvoiceId}'", "needs_response");
        (await TakenAsync(placed)).ShouldBe(0L);
        (await world.SendAsync(new RequestRefund(placed.InvoiceId!.Value, "Also this way"), customer)).Error!.Code.ShouldBe("refund_disputed");

        var dispute = await world.ScalarAsync($"SELECT external_id FROM disputes WHERE invoice_id = '{placed.InvoiceId}'");
        await world.StripeAsync($"disputes/{dispute}", ("evidence[uncategorized_text]", evidence));
        await world.EventuallyAsync($"SELECT state FROM disputes WHERE invoice_id = '{placed.InvoiceId}'", state);
        await world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE state = 'received'", 0L);
        (await TakenAsync(placed)).ShouldBe(clearing);
        (await AccountAsync("chargebacks", placed)).ShouldBe(chargebacks);
        (await AccountAsync("disputed_funds", placed)).ShouldBe(0L);

        // Stripe's 65 for the payment and 1,500 for the dispute, each once.
        (await AccountAsync("gateway_fees", placed)).ShouldBe(1_565L);
    }

    [Fact]
    public async Task M05_What_a_gateway_keeps_of_a_payment_is_booked_once_even_when_it_is_told_late()
    {
        var (_, placed) = await PaidAsync();
        (await AccountAsync("gateway_fees", placed)).ShouldBe(65L);
        (await AccountAsync("gateway_clearing", placed)).ShouldBe(1_135L);

        var customer = await world.NewCustomerAsync();
        var late = await world.PlaceAsync(customer);
        await world.OpenAsync(await world.LinkAsync(late.InvoiceId!.Value, customer));
        var payment = (Guid)(await world.ScalarAsync($"SELECT id FROM payments WHERE invoice_id = '{late.InvoiceId}'"))!;
        var money = new CapturedMoney($"pi_{late.InvoiceId:N}", payment, new Money(1_200, Currency.Usd));
        foreach (var told in new[] { money, money with { Fee = new Money(40, Currency.Usd) }, money with { Fee = new Money(41, Currency.Usd) } })
            await world.InScopeAsync(async services => await services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
                async ct =>
                {
                    await services.GetRequiredService<PaymentBook>().RecordAsync("stripe", told, ct);
                    return Done.Value;
                },
                default));
        (await AccountAsync("gateway_fees", late)).ShouldBe(40L);
        (await AccountAsync("gateway_clearing", late)).ShouldBe(1_160L);
    }

    [Fact]
    public async Task M07_A_refund_at_the_gateway_beyond_what_is_left_here_waits_for_a_person_and_is_booked_then()
    {
        var (customer, placed) = await PaidAsync();
        var waiting = (await world.SendAsync(new RequestRefund(placed.InvoiceId!.Value, "All of it"), customer)).Value.Refunds.ShouldHaveSingleItem();
        var intent = await world.ScalarAsync($"SELECT payment_id FROM payment_effects WHERE invoice_id = '{placed.InvoiceId}' AND effect = 'capture'");
        await world.StripeAsync("refunds", ("payment_intent", (string)intent!), ("amount", "700"));
        await world.EventuallyAsync($"SELECT count(*) > 0 FROM inbox_events WHERE state = 'unmatched' AND note LIKE '%{placed.InvoiceNumber}%'", true);
        (await TakenAsync(placed)).ShouldBe(1_200L);

        (await world.SendAsync(new RejectRefund(waiting.Id, "Part of it is on its way already."), Bo)).IsSuccess.ShouldBeTrue();
        var rows = (await world.SendAsync(new ListInboxEvents(new PageRequest(100), InboxState.Unmatched), Bo)).Value.Items;
        (await world.SendAsync(new ReprocessInboxEvent(rows.First(r => r.Note!.Contains(placed.InvoiceNumber!, StringComparison.Ordinal)).Id), Bo)).IsSuccess.ShouldBeTrue();
        await world.EventuallyAsync($"SELECT count(*) FROM refunds WHERE invoice_id = '{placed.InvoiceId}' AND state = 'succeeded'", 1L);
        (await TakenAsync(placed)).ShouldBe(500L);
    }

    [Fact]
    public async Task M01_Currencies_of_three_decimals_are_asked_for_in_tens_and_the_rest_is_credit_without_an_alarm()
    {
        var customer = await world.NewCustomerAsync();
        var invoice = await world.InvoiceAsync(customer, 4_978, "BHD");
        await world.PayAsync(await world.OpenAsync(await world.LinkAsync(invoice.Id, customer)));
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{invoice.Id}'", "paid");
        (await world.ScalarAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{customer.CustomerId}' AND currency_code = 'BHD'")).ShouldBe(2L);
        (await world.ScalarAsync($"SELECT count(*) FROM tickets WHERE customer_id = '{customer.CustomerId}'")).ShouldBe(0L);
    }

    [Fact]
    public async Task The_gateways_own_pages_are_opened_for_a_customers_cards()
    {
        var customer = await world.NewCustomerAsync();
        await world.PayAsync((await world.SendAsync(new AddPaymentMethod(), customer)).Value.Url);
        await world.EventuallyAsync($"SELECT count(*) FROM payment_methods WHERE customer_id = '{customer.CustomerId}'", 1L);
        var portal = (await world.SendAsync(new OpenCardPortal(), customer)).Value.Url;
        using var page = await world.Outside.GetAsync(portal);
        (await page.Content.ReadAsStringAsync()).ShouldContain("4242");
        (await world.ScalarAsync($"SELECT count(*) FROM gateway_customers WHERE customer_id = '{customer.CustomerId}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task M05_A_bank_transfer_is_booked_once_whoever_types_it_in_and_too_much_is_credit()
    {
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer);
        var transfer = new RecordBankTransfer(placed.InvoiceNumber!, new Money(1_500, Currency.Usd), $"SEPA-{placed.InvoiceId:N}", new DateOnly(2026, 1, 2));
        var typed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.SendAsync(transfer, Bo)));
        typed.Count(t => t.IsSuccess).ShouldBe(1);
        typed.Where(t => !t.IsSuccess).ShouldAllBe(t => t.Error!.Code == "transfer_recorded");
        (await StateAsync(placed)).ShouldBe("paid");
        (await AccountAsync("bank", placed)).ShouldBe(1_500L);
        (await world.ScalarAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{customer.CustomerId}'")).ShouldBe(300L);
        (await world.SendAsync(transfer with { Amount = new Money(1, Currency.Of("EUR")) }, Bo)).Error!.Code.ShouldBe("transfer_wrong_currency");
        (await world.SendAsync(transfer, customer)).Error!.Code.ShouldBe("forbidden");
    }

    private async Task<(Actor.Customer Customer, OrderPlaced Placed)> PaidAsync(string card = StripeVisitor.Good)
    {
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer);
        await world.PayAsync(await world.OpenAsync(await world.LinkAsync(placed.InvoiceId!.Value, customer)), card);
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'", "paid");
        return (customer, placed);
    }

    private async Task<(Actor.Customer Customer, OrderPlaced Placed)> WithCardAsync(string card)
    {
        var customer = await world.NewCustomerAsync();
        await world.PayAsync((await world.SendAsync(new AddPaymentMethod(), customer)).Value.Url, card);
        await world.EventuallyAsync($"SELECT count(*) FROM payment_methods WHERE customer_id = '{customer.CustomerId}' AND is_default", 1L);
        return (customer, await world.PlaceAsync(customer));
    }

    private async Task<ChargeOutcome> ChargeAsync(OrderPlaced placed) => (await world.SendAsync(new ChargeSavedMethod(placed.InvoiceId!.Value), Job)).Value;

    private Task<object?> StateAsync(OrderPlaced placed) => world.ScalarAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'");

    /// <summary>What the gateway holds of it, its fees included.</summary>
    private async Task<long> TakenAsync(OrderPlaced placed) => await AccountAsync("gateway_clearing", placed) + await AccountAsync("gateway_fees", placed);

    private async Task<long> AccountAsync(string account, OrderPlaced placed) => Convert.ToInt64(
        await world.ScalarAsync(
            $"SELECT coalesce(sum(p.amount_minor_units), 0) FROM journal_postings p JOIN journal_entries e ON e.id = p.entry_id WHERE e.invoice_id = '{placed.InvoiceId}' AND p.account = '{account}'"),
        System.Globalization.CultureInfo.InvariantCulture);
}
