using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EzSolutions.Integration.Tests.Billing;

[Collection(BillingCollection.Name)]
public sealed class CreditNoteTests(BillingWorld world)
{
    [Fact]
    public async Task M09_a_document_keeps_the_language_it_was_issued_in_and_a_credit_note_that_of_its_invoice()
    {
        var customer = await world.NewCustomerAsync(locale: "de-AT");
        var placed = await world.PlaceAsync(customer);
        await world.InScopeAsync(async services =>
        {
            var context = services.GetRequiredService<Infrastructure.Common.Persistence.AppDbContext>();
            context.Set<Domain.Accounts.Customer>().Single(c => c.Id == customer.CustomerId).SpeakIn("es");
            return await context.SaveChangesAsync();
        });

        (await world.SendAsync(new Application.Billing.Documents.PrintInvoice(placed.InvoiceNumber!), customer)).IsSuccess.ShouldBeTrue();
        var note = (await world.SendAsync(new IssueCreditNote(placed.InvoiceId!.Value, "Unused time", [new CreditedLine(1, 400)]), Ledger.Bo)).Value;
        (await world.SendAsync(new Application.Billing.Documents.PrintCreditNote(note.Number), customer)).IsSuccess.ShouldBeTrue();

        var invoice = world.Printed[placed.InvoiceNumber!];
        (invoice.Title, invoice.Facts[2].Label, invoice.Totals[^1].Label).ShouldBe(("Rechnung", "Fällig am", "Offener Betrag"));
        invoice.Totals[^1].Value.Replace('\u00a0', ' ').ShouldBe("$ 12,00");
        world.Printed[note.Number].Title.ShouldBe("Rechnungskorrektur");
    }

    [Fact]
    public async Task A_paid_invoice_is_credited_into_the_wallet_and_stays_paid()
    {
        var (customer, invoice) = await PaidAsync();
        var note = (await world.SendAsync(new IssueCreditNote(invoice.Id, "Unused time", [new CreditedLine(1, 400)]), Ledger.Bo)).Value;
        note.Number.ShouldStartWith("CRN-");
        note.ToWallet.MinorUnits.ShouldBe(400);
        (await world.WalletAsync(customer)).ShouldBe(400);
        var shown = (await world.SendAsync(new GetInvoice(invoice.Number), customer)).Value;
        (shown.State, shown.AmountCredited!.Value.MinorUnits).ShouldBe(("paid", 400));
        (await world.SendAsync(new GetCreditNote(note.Number.ToLowerInvariant()), customer)).Value.Id.ShouldBe(note.Id);
        (await world.SendAsync(new GetCreditNote(note.Number), await world.NewCustomerAsync())).Error!.Code.ShouldBe("credit_note_not_found");
        (await world.SendAsync(new ListCreditNotes(new PageRequest()), customer)).Value.Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task M08_Racing_credit_notes_credit_no_more_than_was_invoiced_and_leave_no_gap()
    {
        var (_, invoice) = await PaidAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
            world.SendAsync(new IssueCreditNote(invoice.Id, "Race", [new CreditedLine(1, 300)]), Ledger.Bo))));
        answers.Count(a => a.IsSuccess).ShouldBe(3);
        answers.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Error!.Code == "credit_exceeds_invoice");
        (await world.ScalarAsync("SELECT count(*) = max(right(number, 6)::int) FROM credit_notes")).ShouldBe(true);
    }

    [Fact]
    public async Task An_order_whose_invoice_was_credited_in_part_can_still_be_cancelled()
    {
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer);
        (await world.SendAsync(new IssueCreditNote(placed.InvoiceId!.Value, "Discount", [new CreditedLine(1, 200)]), Ledger.Bo)).IsSuccess.ShouldBeTrue();
        (await world.SendAsync(new CancelOrder(placed.OrderNumber), customer)).Value.State.ShouldBe("cancelled");
        (await world.ScalarAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'")).ShouldBe("void");
        (await world.OwedAsync(customer)).ShouldBe(0);
    }

    [Fact]
    public async Task A_written_off_invoice_leaves_nothing_owed_and_takes_no_payment()
    {
        var customer = await world.NewCustomerAsync();
        var invoice = await world.InvoiceAsync(customer);
        (await world.SendAsync(new WriteOffInvoice(invoice.Id, "Bankrupt"), Ledger.Bo)).Value.State.ShouldBe("uncollectible");
        (await world.OwedAsync(customer)).ShouldBe(0);
        await world.GiveAsync(customer, 5_000);
        (await world.SendAsync(new SpendCredit(invoice.Id), customer)).Error!.Code.ShouldBe("invoice_written_off");
        (await world.SendAsync(new IssueCreditNote(invoice.Id, "Late"), Ledger.Bo)).Error!.Code.ShouldBe("invoice_written_off");
        (await world.SendAsync(new GetPaymentLink(invoice.Id), customer)).Error!.Code.ShouldBe("invoice_written_off");
    }

    [Fact]
    public async Task Voiding_is_for_what_nobody_has_paid_or_credited_and_belongs_to_no_order()
    {
        var customer = await world.NewCustomerAsync();
        var untouched = await world.InvoiceAsync(customer);
        (await world.SendAsync(new VoidInvoice(untouched.Id), Ledger.Bo)).Value.State.ShouldBe("void");
        (await world.SendAsync(new VoidInvoice(untouched.Id), Ledger.Bo)).Error!.Code.ShouldBe("invoice_void");
        (await world.OwedAsync(customer)).ShouldBe(0);
        var credited = await world.InvoiceAsync(customer);
        await world.SendAsync(new IssueCreditNote(credited.Id, "Discount", [new CreditedLine(1, 1)]), Ledger.Bo);
        (await world.SendAsync(new VoidInvoice(credited.Id), Ledger.Bo)).Error!.Code.ShouldBe("invoice_touched");
        (await world.SendAsync(new VoidInvoice((await world.PlaceAsync(customer)).InvoiceId!.Value), Ledger.Bo)).Error!.Code.ShouldBe("invoice_of_order");
        (await world.SendAsync(new VoidInvoice(Guid.CreateVersion7()), Ledger.Bo)).Error!.Code.ShouldBe("invoice_not_found");
    }

    [Fact]
    public async Task A_draft_is_nobodys_business_takes_no_number_when_discarded_and_keeps_its_parties_when_finalised()
    {
        var customer = await world.NewCustomerAsync("DE");
        var draft = (await world.SendAsync(new DraftInvoice(customer.CustomerId, "EUR", [new DraftLine("Setup", 2, 1_050)]), Ledger.Bo)).Value;
        (await world.SendAsync(new GetInvoice(draft.Id.ToString()), customer)).Error!.Code.ShouldBe("invoice_not_found");
        (await world.SendAsync(new DiscardDraft(draft.Id), Ledger.Bo)).IsSuccess.ShouldBeTrue();
        (await world.ScalarAsync($"SELECT count(*) FROM invoices WHERE id = '{draft.Id}'")).ShouldBe(0L);

        var invoice = await world.InvoiceAsync(customer);
        (await world.SendAsync(new DiscardDraft(invoice.Id), Ledger.Bo)).Error!.Code.ShouldBe("invoice_not_draft");
        (await world.SendAsync(new FinaliseInvoice(invoice.Id), Ledger.Bo)).Error!.Code.ShouldBe("invoice_not_draft");
        (await world.SendAsync(new GetInvoice(invoice.Number), customer)).Value.BilledTo!.Name.ShouldBe("Maria Muster");
        (await world.SendAsync(new DraftInvoice(customer.CustomerId, "EUR", [new DraftLine("Free", 1, 0)]), Ledger.Bo)).Error!.Code.ShouldBe("nothing_to_invoice");
        (await world.SendAsync(new DraftInvoice(customer.CustomerId, "EUR", [new DraftLine("Less", 1, -5)]), Ledger.Bo)).Error!.Code.ShouldBe("validation_failed");
        (await world.SendAsync(new DraftInvoice(customer.CustomerId, "XXX", [new DraftLine("What", 1, 5)]), Ledger.Bo)).Error!.Code.ShouldBe("validation_failed");
    }

    [Fact]
    public async Task An_invoice_becomes_overdue_once_its_due_date_has_passed()
    {
        var customer = await world.NewCustomerAsync();
        var (due, later) = (await world.InvoiceAsync(customer, dueInDays: 0), await world.InvoiceAsync(customer, dueInDays: 9));
        await MarkAsync(TimeSpan.Zero);
        (await StateAsync(due)).ShouldBe("open", "The day on which it is due is still its own.");
        await MarkAsync(TimeSpan.FromDays(1));
        (await StateAsync(due)).ShouldBe("overdue");
        (await StateAsync(later)).ShouldBe("open");

        async Task MarkAsync(TimeSpan after)
        {
            world.Time.Shift = after;
            await world.SendAsync(new MarkOverdueInvoices(), new Actor.System("test"));
            world.Time.Shift = TimeSpan.Zero;
        }

        Task<object?> StateAsync(InvoiceView invoice) => world.ScalarAsync($"SELECT state FROM invoices WHERE id = '{invoice.Id}'");
    }

    [Theory]
    [InlineData("UPDATE credit_notes SET reason = 'x'", "m09_append_only")]
    [InlineData("DELETE FROM credit_note_lines", "m09_append_only")]
    [InlineData("TRUNCATE credit_notes CASCADE", "m09_append_only")]
    [InlineData("UPDATE invoices SET credited_minor_units = 20 WHERE number = '{0}'", "m09_credit")]
    [InlineData("INSERT INTO credit_note_lines SELECT (jsonb_populate_record(l, '{\"position\": 9}')).* FROM credit_note_lines l", "m09_credit_complete")]
    [InlineData("INSERT INTO credit_notes SELECT (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'number', 'CRN-X'))).* FROM credit_notes n LIMIT 1", "m09_credit")]
    public async Task M09_The_database_keeps_credit_notes_as_they_are(string sql, string constraint)
    {
        var (_, invoice) = await PaidAsync();
        (await world.SendAsync(new IssueCreditNote(invoice.Id, "Some", [new CreditedLine(1, 10)]), Ledger.Bo)).IsSuccess.ShouldBeTrue();
        var refused = await Should.ThrowAsync<PostgresException>(() => world.ScalarAsync(sql.Replace("{0}", invoice.Number, StringComparison.Ordinal)));
        refused.ConstraintName.ShouldBe(constraint);
    }

    private async Task<(Actor.Customer Customer, InvoiceView Invoice)> PaidAsync()
    {
        var customer = await world.NewCustomerAsync();
        await world.GiveAsync(customer, 1_000);
        var invoice = await world.InvoiceAsync(customer);
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{invoice.Id}'", "paid");
        return (customer, invoice);
    }
}
