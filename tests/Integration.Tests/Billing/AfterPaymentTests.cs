using System.Net.Http.Json;
using System.Text.RegularExpressions;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.Documents;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>What customers and staff are told around a payment.</summary>
[Collection(BillingCollection.Name)]
public sealed partial class AfterPaymentTests(BillingWorld world)
{
    [Fact]
    public async Task O09_a_payment_that_finds_the_stock_oversold_is_kept_and_raises_an_alarm()
    {
        var code = await world.NewProductAsync(stock: 1);
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer, code);
        var hosted = await world.OpenAsync(await world.LinkAsync(placed.InvoiceId!.Value, customer));
        // The page is still open when the reservation lapses and somebody else takes the last one.
        await world.ScalarAsync($"UPDATE stock_reservations SET expires_at = now() - interval '1 minute' WHERE order_id = '{placed.OrderId}'");
        await world.SendAsync(new FreeExpiredReservations(), new Actor.System("test"));
        await world.PlaceAsync(await world.NewCustomerAsync(), code);

        await world.PayAsync(hosted);

        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'", "paid");
        await world.EventuallyAsync($"SELECT count(*) FROM tickets WHERE reference = 'oversold:{placed.OrderId:N}'", 1L);
        (await world.ScalarAsync($"SELECT count(*) FROM orders WHERE id = '{placed.OrderId}' AND state <> 'pending'")).ShouldBe(1L);
        (await world.ScalarAsync($"SELECT stock FROM products WHERE code = '{code}'")).ShouldBe(0);
        (await world.ScalarAsync($"SELECT count(*) FROM wallets WHERE customer_id = '{customer.CustomerId}' AND balance_minor_units <> 0")).ShouldBe(0L);
    }

    [Fact]
    public async Task The_order_mail_and_the_receipt_arrive_and_say_what_was_ordered_and_paid()
    {
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer);

        var ordered = await MailAsync(customer, $"Your order {placed.OrderNumber}");
        ordered.Text.ShouldContain("Maria Muster");
        ordered.Text.ShouldContain(placed.InvoiceNumber!);
        // The link in the mail is the way to pay.
        await world.PayAsync(await world.OpenAsync(PayLink().Match(ordered.Text).Value));

        var receipt = await MailAsync(customer, "Payment received");
        receipt.Subject.ShouldContain(placed.InvoiceNumber!);
        receipt.Text.ShouldContain("12.00");
        receipt.Attachments.ShouldBe([$"{placed.InvoiceNumber}.pdf"]);
        receipt.Html.ShouldNotBeNull().ShouldContain(placed.OrderNumber);
        // M12: the mail is a job of its own; the invoice was paid before it went.
        (await world.SendAsync(new GetInvoice(placed.InvoiceNumber!), customer)).Value.State.ShouldBe("paid");
    }

    [Fact]
    public async Task Mails_are_in_the_language_of_the_account_with_amounts_and_days_as_its_readers_write_them()
    {
        var customer = await world.NewCustomerAsync(locale: "de");
        var placed = await world.PlaceAsync(customer);

        var ordered = await MailAsync(customer, $"Ihre Bestellung {placed.OrderNumber}");

        ordered.Text.ShouldContain("Guten Tag Maria Muster,");
        ordered.Text.Replace('\u00a0', ' ').ShouldContain("Gesamt: 12,00 $");
        ordered.Text.ShouldContain($" {world.Time.GetUtcNow().ToString("MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("de-DE"))}");
    }

    [Fact]
    public async Task M12_a_print_that_fails_holds_up_its_mail_and_leaves_the_payment_alone()
    {
        var customer = await world.NewCustomerAsync();
        world.PrinterIsBroken = true;
        try
        {
            var placed = await world.PlaceAsync(customer);
            await world.PayAsync(await world.OpenAsync(await world.LinkAsync(placed.InvoiceId!.Value, customer)));
            await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'", "paid");
            await world.EventuallyAsync(
                $"SELECT count(*) FROM outgoing_emails WHERE template = 'payment-receipt' AND attached_invoice_id = '{placed.InvoiceId}' AND sent_at IS NULL", 1L);
        }
        finally
        {
            world.PrinterIsBroken = false;
        }

        (await MailAsync(customer, "Payment received")).Attachments.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task M12_A_print_that_fails_is_said_to_whoever_wants_to_read_it_and_works_again_later()
    {
        var customer = await world.NewCustomerAsync();
        var invoice = await world.InvoiceAsync(customer);
        var link = (await world.SendAsync(new GetInvoiceLinks([invoice.Id]), customer)).Value[invoice.Id].AbsolutePath;
        world.PrinterIsBroken = true;
        try
        {
            (await world.SendAsync(new PrintInvoice(invoice.Number), customer)).Error!.ShouldSatisfyAllConditions(
                e => e.Code.ShouldBe("document_unavailable"), e => e.Kind.ShouldBe(ErrorKind.Unavailable));
            using var page = await world.Site.GetAsync(link);
            page.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            world.PrinterIsBroken = false;
        }

        using var read = await world.Site.GetAsync(link);
        (await read.Content.ReadAsByteArrayAsync()).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task An_invoice_written_by_staff_and_its_credit_note_are_mailed_with_their_prints()
    {
        var customer = await world.NewCustomerAsync();
        var invoice = await world.InvoiceAsync(customer, 4_200);
        var issued = await MailAsync(customer, $"Invoice {invoice.Number}");
        issued.Attachments.ShouldBe([$"{invoice.Number}.pdf"]);
        issued.Text.ShouldContain("$42.00");
        PayLink().IsMatch(issued.Text).ShouldBeTrue();

        var note = (await world.SendAsync(new IssueCreditNote(invoice.Id, "Half was enough", [new CreditedLine(1, 2_100)]), Ledger.Bo)).Value;
        var credited = await MailAsync(customer, $"Credit note {note.Number}");
        credited.Attachments.ShouldBe([$"{note.Number}.pdf"]);
        credited.Text.ShouldContain("Half was enough");
        credited.Text.ShouldContain("$21.00 less is to be paid");
        credited.Text.ShouldNotContain("in your wallet");
    }

    [Theory]
    [InlineData("void", "cancelled")]
    [InlineData("uncollectible", "no longer ask")]
    [InlineData("paid", "paid already")]
    public async Task M06_A_payment_for_an_invoice_that_asks_for_nothing_is_credit_and_the_customer_is_told(string state, string why)
    {
        var customer = await world.NewCustomerAsync();
        var invoice = await world.InvoiceAsync(customer, 1_000);
        var transfer = new RecordBankTransfer(invoice.Number, new Money(1_000, Currency.Usd), $"T-{invoice.Id:N}", new DateOnly(2026, 1, 2));
        (state switch
        {
            "void" => (await world.SendAsync(new VoidInvoice(invoice.Id), Ledger.Bo)).Error,
            "uncollectible" => (await world.SendAsync(new WriteOffInvoice(invoice.Id, "Gave up"), Ledger.Bo)).Error,
            _ => (await world.SendAsync(transfer with { Reference = transfer.Reference + "-first" }, Ledger.Bo)).Error,
        }).ShouldBeNull();

        (await world.SendAsync(transfer, Ledger.Bo)).Value.Invoice.State.ShouldBe(state);
        (await world.WalletAsync(customer)).ShouldBe(1_000);
        var told = await MailAsync(customer, "$10.00 of your payment is credit");
        told.Text.ShouldContain(invoice.Number);
        told.Text.ShouldContain(why);
        await world.EventuallyAsync($"SELECT count(*) FROM tickets WHERE reference = 'overpaid:{transfer.Reference}'", 1L);
    }

    [Fact]
    public async Task Print_of_an_invoice_is_its_customers_alone_and_its_link_tells_nothing_else()
    {
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer);
        var printed = (await world.SendAsync(new PrintInvoice(placed.InvoiceNumber!), customer)).Value;
        printed.Name.ShouldBe($"{placed.InvoiceNumber}.pdf");
        printed.Pdf.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();

        var stranger = await world.NewCustomerAsync();
        (await world.SendAsync(new PrintInvoice(placed.InvoiceNumber!), stranger)).Error!.Code.ShouldBe("invoice_not_found");
        (await world.SendAsync(new GetInvoiceLinks([placed.InvoiceId!.Value]), stranger)).Value.ShouldBeEmpty();

        var link = (await world.SendAsync(new GetInvoiceLinks([placed.InvoiceId.Value]), customer)).Value[placed.InvoiceId.Value];
        var token = link.Segments[^1][..^".pdf".Length];
        (await world.SendAsync(new OpenInvoiceLink(token), new Actor.Visitor(null))).Value.Name.ShouldBe(printed.Name);
        (await world.SendAsync(new OpenInvoiceLink(token[..^2] + "AA"), new Actor.Visitor(null))).Error!.Code.ShouldBe("link_invalid");
        var payLink = await world.LinkAsync(placed.InvoiceId.Value, customer);
        (await world.SendAsync(new OpenInvoiceLink(payLink.Split('/')[^1]), new Actor.Visitor(null))).Error!.Code.ShouldBe("link_invalid");
    }

    private async Task<Mail> MailAsync(Actor.Customer customer, string subject)
    {
        var inbox = $"mail/messages?to=c{customer.CustomerId:N}@customer.example";
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var mails = (await world.Outside.GetFromJsonAsync<List<Mail>>(inbox))!;
            if (mails.Find(m => m.Subject.StartsWith(subject, StringComparison.Ordinal)) is { } found)
                return found;
            await Task.Delay(100);
        }

        throw new TimeoutException($"No mail '{subject}' arrived.");
    }

    [GeneratedRegex(@"/pay/\S+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex PayLink();

    private sealed record Mail(string Subject, string Text, string? Html, IReadOnlyList<string> Attachments);
}
