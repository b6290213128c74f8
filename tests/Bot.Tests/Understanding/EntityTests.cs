using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Tests.Understanding;

public sealed class EntityTests
{
    [Theory]
    [InlineData("i need a vps with 4 gigs", SlotNames.RamGb, "4")]
    [InlineData("i need a vps with four gigs of ram", SlotNames.RamGb, "4")]
    [InlineData("order a server with 16GB memory", SlotNames.RamGb, "16")]
    [InlineData("order a server with 100 gb disk", SlotNames.DiskGb, "100")]
    [InlineData("order a vps with 1tb storage", SlotNames.DiskGb, "1000")]
    [InlineData("order a vps with 200 gigs", SlotNames.DiskGb, "200")]
    [InlineData("i need a vps with two cores", SlotNames.Vcpu, "2")]
    [InlineData("order a quad core vps", SlotNames.Vcpu, "4")]
    [InlineData("order a vps with 8 vCPUs", SlotNames.Vcpu, "8")]
    [InlineData("order vps-m please", SlotNames.Plan, "VPS M")]
    [InlineData("i'll take the medium vps", SlotNames.Plan, "VPS M")]
    [InlineData("order the extra large vps", SlotNames.Plan, "VPS XL")]
    [InlineData("i want to order the busines plan", SlotNames.Plan, "Hosting Business")]
    [InlineData("order vps l per year", SlotNames.BillingCycle, "annual")]
    [InlineData("order vps l every 3 months", SlotNames.BillingCycle, "quarterly")]
    [InlineData("order vps l half-yearly", SlotNames.BillingCycle, "semiannual")]
    [InlineData("order vps l for two years", SlotNames.BillingCycle, "biennial")]
    [InlineData("order vps l for 36 months", SlotNames.BillingCycle, "triennial")]
    [InlineData("order vps l with debian 12", SlotNames.Os, "debian-12")]
    [InlineData("order vps l with ubuntu24.04", SlotNames.Os, "ubuntu-24.04")]
    [InlineData("order vps l with ubuntu 22", SlotNames.Os, "ubuntu-22.04")]
    [InlineData("order vps l with bookworm", SlotNames.Os, "debian-12")]
    [InlineData("order vps l in New York", SlotNames.Region, "new york")]
    [InlineData("pay INV-2026-000123", SlotNames.InvoiceNumber, "INV-2026-000123")]
    [InlineData("pay inv 2026 123", SlotNames.InvoiceNumber, "INV-2026-000123")]
    [InlineData("pay invoice #7", SlotNames.InvoiceNumber, "INV-2026-000007")]
    [InlineData("pay inv2025000042", SlotNames.InvoiceNumber, "INV-2025-000042")]
    [InlineData("status of my order ord-2026-99", SlotNames.OrderNumber, "ORD-2026-000099")]
    [InlineData("any news on ticket 12?", SlotNames.TicketNumber, "TCK-2026-000012")]
    [InlineData("is ExAmple.COM available?", SlotNames.Domain, "example.com")]
    [InlineData("is https://www.example.com/shop?x=1 free", SlotNames.Domain, "www.example.com")]
    [InlineData("is example dot org available", SlotNames.Domain, "example.org")]
    [InlineData("is bücher.de available", SlotNames.Domain, "bücher.de")]
    [InlineData("register cool.io for three years", SlotNames.PeriodYears, "3")]
    [InlineData("add an MX record for example.com", SlotNames.RecordType, "MX")]
    [InlineData("add an A record for example.com to 192.0.2.7", SlotNames.RecordValue, "192.0.2.7")]
    [InlineData("add an AAAA record for example.com to 2001:db8::7", SlotNames.RecordValue, "2001:db8::7")]
    [InlineData("i have a coupon save20", SlotNames.CouponCode, "SAVE20")]
    [InlineData("my email is Ana.Lopez@Example.COM.", SlotNames.Email, "ana.lopez@example.com")]
    [InlineData("the code is 123 456", SlotNames.Code, "123456")]
    [InlineData("reboot web1", SlotNames.Service, "web1.example.com")]
    [InlineData("reboot Shop", SlotNames.Service, "shop")]
    [InlineData("reboot srv-22.customer.net", SlotNames.Service, "srv-22.customer.net")]
    [InlineData("turn my server off", SlotNames.Action, "stop")]
    [InlineData("shut it down please", SlotNames.Action, "shutdown")]
    [InlineData("power cycle shop", SlotNames.Action, "reboot")]
    [InlineData("switch my vps back on", SlotNames.Action, "start")]
    public void A_value_is_found_and_normalised(string text, string slot, string value) =>
        Recognition.First(text).ShouldHave(slot, value);

    [Theory]
    [InlineData("add $50 to my wallet", "50", "USD")]
    [InlineData("add 50€ to my wallet", "50", "EUR")]
    [InlineData("add 1,250.50 usd to my wallet", "1250.50", "USD")]
    [InlineData("add 1.250,50 eur to my wallet", "1250.50", "EUR")]
    [InlineData("add 1,250 dollars to my wallet", "1250", "USD")]
    [InlineData("add rs 500 to my wallet", "500", "INR")]
    [InlineData("add twenty quid to my wallet", "20", "GBP")]
    public void Money_is_read_with_its_currency(string text, string amount, string currency)
    {
        var request = Recognition.First(text);
        request.ShouldHave(SlotNames.Amount, amount);
        request.ShouldHave(SlotNames.Currency, currency);
    }

    [Theory]
    [InlineData("i want vps m monthly, no wait, yearly", SlotNames.BillingCycle, "annual")]
    [InlineData("order a vps with ubuntu instead of debian", SlotNames.Os, "ubuntu")]
    [InlineData("order a vps, not monthly but yearly", SlotNames.BillingCycle, "annual")]
    [InlineData("reboot shop, sorry i mean db-prod", SlotNames.Service, "db-prod")]
    public void What_was_taken_back_does_not_count(string text, string slot, string value) =>
        Recognition.First(text).ShouldHave(slot, value);

    [Fact]
    public void The_name_of_a_longer_host_is_not_the_service() =>
        Recognition.First("reboot shop.other.net").ShouldHave(SlotNames.Service, "shop.other.net");

    [Fact]
    public void A_pronoun_is_passed_on() => Recognition.First("reboot it").ShouldHave(SlotNames.Reference, "it");

    [Fact]
    public void A_ticket_is_opened_in_the_customers_own_words() =>
        Recognition.First("Open a ticket about Disk Errors on the backup drive").ShouldHave(SlotNames.Text, "Disk Errors on the backup drive");

    [Fact]
    public void A_bare_wish_for_a_ticket_has_no_words_yet() => Recognition.First("please open a ticket").ShouldLack(SlotNames.Text);

    [Fact]
    public void A_reply_carries_its_text()
    {
        var request = Recognition.First("reply to TCK-2026-000012: It still crashes at night");
        request.ShouldHave(SlotNames.TicketNumber, "TCK-2026-000012");
        request.ShouldHave(SlotNames.Text, "It still crashes at night");
    }
}
