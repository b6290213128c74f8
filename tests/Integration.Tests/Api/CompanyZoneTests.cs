using System.Globalization;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>Days are the company's, wherever the server stands: due dates, and the year that a number counts in.</summary>
public sealed class CompanyZoneTests
{
    [Theory]
    [InlineData("America/Los_Angeles", "2030-12-31T23:30:00-08:00", "2030-12-31", "INV-2030-")]
    [InlineData("Asia/Kolkata", "2031-01-01T03:00:00+05:30", "2031-01-01", "INV-2031-")]
    public async Task An_invoice_is_dated_due_and_numbered_by_the_companys_day(string zone, string now, string day, string series)
    {
        var host = await ApiHost.StartAsync(("Billing:Cycle:TimeZone", zone));
        try
        {
            var customer = await host.CustomerAsync();
            var (id, bo) = ((await customer.GetAsync("auth/me"))["id"], await host.StaffAsync("bo"));
            var draft = await bo.PostAsync("admin/invoices", new { customerId = id, currency = "USD", lines = new[] { new { description = "Work", quantity = 1, unitPrice = 100 } } });
            host.Time.Shift = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) - host.Time.GetUtcNow();
            bo = await host.StaffAsync("bo");

            var invoice = (await bo.PostAsync($"admin/invoices/{draft["id"]}/finalise?dueInDays=7")).ShouldBe(200);
            invoice["issuedOn"].ShouldBe(day);
            invoice["dueOn"].ShouldBe(DateOnly.Parse(day, CultureInfo.InvariantCulture).AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            invoice["number"]!.ShouldStartWith(series);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }
}
