using EzSolutions.Application.Accounts;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Application.Catalog;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Billing.Tax;

[Collection(BillingCollection.Name)]
public sealed class TaxTests(BillingWorld world)
{
    private static readonly Actor Bo = new Actor.Staff(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    [Fact]
    public async Task M10_India_is_split_on_quote_and_invoice_and_reported_as_the_ledger_has_it()
    {
        await SellFromKeralaAsync();
        var code = await NewProductAsync("INR", 99_900);
        (await world.SendAsync(new SetProductTax(code, "standard", "998315"), Bo)).IsSuccess.ShouldBeTrue();
        var inside = await CustomerAsync("IN", "Kerala", "INR");
        var outside = await CustomerAsync("IN", "MH", "INR");

        var quote = (await world.SendAsync(new QuoteOrder(new OrderDraft(code, BillingCycle.Monthly)), inside)).Value;
        quote.Taxes.Select(t => (t.Label, t.Amount.MinorUnits)).ShouldBe([("CGST 9%", 8_991L), ("SGST 9%", 8_991L)]);
        quote.TaxNote.ShouldBe("Place of supply: Kerala (32)");
        var placed = (await world.SendAsync(new PlaceOrder(quote.Draft, quote.ContentHash), inside)).Value;
        placed.Total.ShouldBe(quote.Total);
        (await world.ScalarAsync($"SELECT commodity_code FROM invoice_lines WHERE invoice_id = '{placed.InvoiceId}'")).ShouldBe("998315");
        (await world.SendAsync(new PlaceOrder(new OrderDraft(code, BillingCycle.Monthly)), outside)).IsSuccess.ShouldBeTrue();

        // A voided invoice and one that is credited in part and then in whole leave what they leave in the ledger.
        var voided = (await world.SendAsync(new PlaceOrder(new OrderDraft(code, BillingCycle.Monthly)), inside)).Value;
        (await world.SendAsync(new CancelOrder(voided.OrderNumber), inside)).IsSuccess.ShouldBeTrue();
        await CreditAsync(placed.InvoiceId!.Value, new CreditRequest(1, new Money(33_333, Currency.Of("INR"))));

        var today = DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime);
        var report = (await world.SendAsync(new GetTaxReport(today.AddDays(-1), today.AddDays(1)), Bo)).Value;
        var total = report.Totals.Single(t => t.Tax.Currency.Code == "INR");
        total.Tax.ShouldBe(total.LedgerTax);
        total.Tax.MinorUnits.ShouldBe((2 * 17_982) - 6_000);
        report.Rows.Where(r => r.Tax.Currency.Code == "INR").Select(r => (r.Label, r.Region, r.Net.MinorUnits, r.Tax.MinorUnits)).ShouldBe(
            [("CGST 9%", "KL", 66_567L, 5_991L), ("SGST 9%", "KL", 66_567L, 5_991L), ("IGST 18%", "MH", 99_900L, 17_982L)], ignoreOrder: true);
    }

    [Fact]
    public async Task M09_An_issued_invoice_keeps_its_tax_whatever_becomes_of_rules_and_customer()
    {
        await EnsureRuleAsync(new CreateTaxRule("VAT 20%", 20, "FR", Scheme: TaxScheme.EuVat));
        var customer = await CustomerAsync("FR", null, "EUR");
        var placed = await world.PlaceAsync(customer);
        (await world.SendAsync(new SetBillingDetails(new BillingDetails(null, null, null, null, null, "US", null, null)), customer)).IsSuccess.ShouldBeTrue();
        var invoice = (await world.SendAsync(new GetInvoice(placed.InvoiceNumber!), customer)).Value;
        (invoice.Tax.MinorUnits, invoice.Lines[0].TaxRatePercent).ShouldBe((220L, 20m));
        (await world.PlaceAsync(customer, currency: "EUR")).Total.MinorUnits.ShouldBe(1_100);
    }

    [Fact]
    public async Task M10_A_business_in_another_member_state_is_invoiced_without_tax_and_told_why()
    {
        await SellFromGermanyAsync();
        await EnsureRuleAsync(new CreateTaxRule("VAT 22%", 22, "IT", Scheme: TaxScheme.EuVat));
        var customer = await CustomerAsync("IT", null, "EUR", taxId: "IT 0074311 0157");
        var quote = (await world.SendAsync(new QuoteOrder(new OrderDraft(await world.NewProductAsync(), BillingCycle.Monthly)), customer)).Value;
        (quote.TaxLabel, quote.Tax.MinorUnits).ShouldBe(("Reverse charge", 0L));
        quote.TaxNote!.ShouldContain("Article 196");
        var placed = (await world.SendAsync(new PlaceOrder(quote.Draft, quote.ContentHash), customer)).Value;
        (await world.ScalarAsync($"SELECT tax_kind || ' ' || customer_tax_id FROM invoice_lines WHERE invoice_id = '{placed.InvoiceId}'")).ShouldBe("reverse_charge IT00743110157");
    }

    [Fact]
    public async Task M01_Order_and_invoice_are_in_the_customers_currency_and_its_own_scale()
    {
        await EnsureRuleAsync(new CreateTaxRule("VAT 10%", 10, "BH"));
        var code = await world.NewProductAsync();
        await world.SendAsync(new SetProductPrice(code, BillingCycle.Monthly, "BHD", 4_525), Bo);
        await world.SendAsync(new SetProductPrice(code, BillingCycle.Monthly, "JPY", 1_805), Bo);
        var quote = (await world.SendAsync(new QuoteOrder(new OrderDraft(code, BillingCycle.Monthly)), await CustomerAsync("BH", null, "BHD"))).Value;
        (quote.Subtotal.Display(), quote.Tax.Display(), quote.Total.Display()).ShouldBe(("BHD 4.525", "BHD 0.453", "BHD 4.978"));
        var yen = (await world.SendAsync(new QuoteOrder(new OrderDraft(code, BillingCycle.Monthly, Currency: "JPY")), await CustomerAsync("BH", null, "BHD"))).Value;
        (yen.Subtotal.Display(), yen.Tax.Display(), yen.Total.Display()).ShouldBe(("¥1,805", "¥181", "¥1,986"));
        var customer = await CustomerAsync("CH", null, "CHF");
        (await world.SendAsync(new QuoteOrder(new OrderDraft(code, BillingCycle.Monthly)), customer)).Error!.Code.ShouldBe("price_missing");
    }

    [Fact]
    public async Task M10_An_exempt_customer_is_invoiced_without_tax_until_staff_charge_it_again()
    {
        await EnsureRuleAsync(new CreateTaxRule("VAT 20%", 20, "FR", Scheme: TaxScheme.EuVat));
        var customer = await CustomerAsync("FR", null, "EUR");
        (await world.SendAsync(new ExemptFromTax(customer.CustomerId, "Embassy, certificate 7"), customer)).Error!.Code.ShouldBe("forbidden");
        (await world.SendAsync(new ExemptFromTax(customer.CustomerId, "Embassy, certificate 7"), Bo)).Value.TaxExemption.ShouldBe("Embassy, certificate 7");
        (await world.PlaceAsync(customer)).Total.MinorUnits.ShouldBe(1_100);
        await world.SendAsync(new ExemptFromTax(customer.CustomerId, null), Bo);
        (await world.PlaceAsync(customer)).Total.MinorUnits.ShouldBe(1_320);
    }

    [Fact]
    public async Task Rules_are_replaced_from_a_day_on_and_never_in_the_past()
    {
        var today = DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime);
        var first = (await world.SendAsync(new CreateTaxRule("Tax 5%", 5, "PA"), Bo)).Value;
        (await world.SendAsync(new CreateTaxRule("Tax 6%", 6, "PA"), Bo)).Error!.Code.ShouldBe("tax_rule_exists");
        (await world.SendAsync(new CreateTaxRule("Tax 6%", 6, "PA", ValidFrom: today.AddDays(-2)), Bo)).Error!.Code.ShouldBe("tax_rule_in_the_past");
        (await world.SendAsync(new CreateTaxRule("Tax 7%", 7, "PA", ValidFrom: today.AddDays(2)), Bo)).IsSuccess.ShouldBeTrue();
        (await world.SendAsync(new EndTaxRule(first.Id, today.AddDays(-2)), Bo)).Error!.Code.ShouldBe("tax_rule_in_the_past");
        (await world.SendAsync(new ListTaxRules("pa"), Bo)).Value.Select(r => r.RatePercent).ShouldBe([5, 7]);
        var sixteen = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => world.SendAsync(new CreateTaxRule("Tax 1%", 1, "PE"), Bo)));
        sixteen.Count(r => r.IsSuccess).ShouldBe(1);
        sixteen.Where(r => !r.IsSuccess).ShouldAllBe(r => r.Error!.Code == "tax_rule_exists");
        (await world.SendAsync(new CreateTaxRule("GST", 18, "DE", Scheme: TaxScheme.IndianGst), Bo)).Error!.Fields!.Keys.ShouldBe(["scheme"]);
        (await world.SendAsync(new CreateTaxRule("Tax", 101, "ZZ"), Bo)).Error!.Fields!.Keys.Order(StringComparer.Ordinal).ShouldBe(["country", "ratePercent"]);
    }

    private async Task CreditAsync(Guid invoiceId, CreditRequest line)
    {
        var credited = await world.InScopeAsync(async services =>
        {
            var store = services.GetRequiredService<IStore>();
            return await services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
                async ct =>
                {
                    var invoice = await store.FindLockedAsync<Invoice>(invoiceId, ct);
                    return (await services.GetRequiredService<CreditNoteBook>().IssueAsync(invoice!, [line], "Agreed with the customer", ct)).Map(_ => Done.Value);
                },
                default);
        });
        credited.Error.ShouldBeNull();
    }

    private async Task SellFromKeralaAsync()
    {
        await EnsureRuleAsync(new CreateTaxRule("GST 18%", 18, "IN", Scheme: TaxScheme.IndianGst));
        (await world.SendAsync(new SetSellerProfile(Seller("IN", "Kerala")), Bo)).Value.Region.ShouldBe("KL");
    }

    private async Task SellFromGermanyAsync() => (await world.SendAsync(new SetSellerProfile(Seller("DE", null)), Bo)).IsSuccess.ShouldBeTrue();

    private async Task EnsureRuleAsync(CreateTaxRule rule)
    {
        if ((await world.SendAsync(rule, Bo)).Error is { } error)
            error.Code.ShouldBe("tax_rule_exists");
    }

    private async Task<string> NewProductAsync(string currency, long price)
    {
        var code = await world.NewProductAsync();
        (await world.SendAsync(new SetProductPrice(code, BillingCycle.Monthly, currency, price), Bo)).IsSuccess.ShouldBeTrue();
        return code;
    }

    private async Task<Actor.Customer> CustomerAsync(string country, string? region, string currency, string? taxId = null)
    {
        var customer = await world.NewCustomerAsync();
        (await world.SendAsync(new SetBillingDetails(new BillingDetails("Acme", "Road 1", "1000", "Town", region, country, taxId, currency)), customer)).Error.ShouldBeNull();
        return customer;
    }

    private static SellerDetails Seller(string country, string? region) =>
        new("EZ Test", "Road 1", "1000", "Town", region, country, "billing@ez.example", null, null, [], true, null, null, null);
}
