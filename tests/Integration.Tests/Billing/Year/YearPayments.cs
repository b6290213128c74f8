using System.Net;
using System.Text.RegularExpressions;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing.Year;

/// <summary>What people do to pay: on the hosted pages of both gateways, by transfer, by credit paid in ahead. A gateway that is away is tried another day.</summary>
internal static partial class YearPayments
{
    public static readonly Actor.Staff Clerk = new(new Guid("c1e40000-0000-7000-8000-000000000001"), "Bo", new HashSet<StaffRole> { StaffRole.Billing, StaffRole.Support });

    private static readonly Actor System = new Actor.System("year");

    public static async Task PayOnPageAsync(this YearWorld world, Guid invoice, string card)
    {
        if (await LinkAsync(world, invoice) is not { } link)
            return;
        using var page = await world.Site.GetAsync(link + "?with=stripe");
        if (page.StatusCode == HttpStatusCode.SeeOther)
            await EnterAsync(world, page.Headers.Location!, card);
    }

    public static async Task PayByUpiAsync(this YearWorld world, Guid invoice, string vpa)
    {
        if (await LinkAsync(world, invoice) is not { } link)
            return;
        using var page = await world.Site.GetAsync(link + "?with=razorpay");
        if (page.StatusCode != HttpStatusCode.OK)
            return;
        var ours = Fields(await page.Content.ReadAsStringAsync());
        if (ours.Find(f => f.Key == "order_id") is not { Value: { } order })
            return;
        await PostAsync(world, new Uri("razorpay/v1/checkout/embedded", UriKind.Relative), ours);
        await PostAsync(world, new Uri($"razorpay/checkout/{order}", UriKind.Relative), [.. ours, new("vpa", vpa)]);
    }

    /// <summary>What came to the bank account, as the clerk types it in; twice, because statements are imported twice.</summary>
    public static async Task TransferAsync(this YearWorld world, string number, Money amount, string reference)
    {
        var today = DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime);
        for (var time = 0; time < 2; time++)
            await world.SendAsync(new RecordBankTransfer(number, amount, reference, today), Clerk);
    }

    public static async Task SaveCardAsync(this YearWorld world, Actor.Customer customer, string card)
    {
        var opened = await world.SendAsync(new AddPaymentMethod(), customer);
        if (opened.IsSuccess)
            await EnterAsync(world, opened.Value.Url, card);
    }

    public static async Task PayInAsync(this YearWorld world, Actor.Customer customer, Money amount, string card)
    {
        var started = await world.SendAsync(new TopUpWallet(amount.MinorUnits, amount.Currency.Code), customer);
        if (started is { IsSuccess: true, Value.Form: null })
            await EnterAsync(world, started.Value.Url, card);
    }

    /// <summary>What the clock does on a day: the cycle's jobs, one after the other.</summary>
    public static async Task RunDayAsync(this YearWorld world)
    {
        IJobRequest[] jobs = [new RunRenewals(), new DeliverRenewals(), new RunDunning(), new MarkOverdueInvoices(), new CheckSuspensions(), new EndSubscriptions(), new TendInbox(), new SettleStalePayments()];
        foreach (var job in jobs)
        {
            if ((await world.SendAsync(job, System)).Error is { Kind: not ErrorKind.Unavailable } error)
                throw new InvalidOperationException($"{job.GetType().Name}: {error.Code}: {error.Message}");
        }
    }

    /// <summary>Until nothing that was asked for waits any more: events taken in, jobs that are due.</summary>
    public static async Task SettleDownAsync(this YearWorld world)
    {
        for (var attempt = 0; attempt < 1_200; attempt++)
        {
            var waiting = await world.ScalarAsync<long>(
                """
                SELECT (SELECT count(*) FROM inbox_events WHERE state = 'received' AND attempts = 0)
                     + (SELECT count(*) FROM qrtz_triggers t WHERE t.job_group = 'QRTZ_SCHEDULED' AND t.next_fire_time < (extract(epoch FROM now()) * 10000000 + 621355968000000000 + 20000000)::bigint)
                     + (SELECT count(*) FROM qrtz_fired_triggers)
                """);
            if (waiting == 0)
                return;
            await Task.Delay(25);
        }
    }

    private static async Task<string?> LinkAsync(YearWorld world, Guid invoice) =>
        (await world.SendAsync(new GetPaymentLink(invoice), System)) is { IsSuccess: true } link ? link.Value.AbsolutePath : null;

    private static Task EnterAsync(YearWorld world, Uri hostedPage, string card) => PostAsync(world, hostedPage, [new("card", card)]);

    private static async Task PostAsync(YearWorld world, Uri address, List<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        try
        {
            using var answer = await world.Outside.PostAsync(address, form);
        }
        catch (HttpRequestException)
        {
            // A page that broke off: the customer does not know whether it paid, and neither does the program yet.
        }
    }

    private static List<KeyValuePair<string, string>> Fields(string html) =>
        [.. Field().Matches(html).Select(m => KeyValuePair.Create(WebUtility.HtmlDecode(m.Groups["name"].Value), WebUtility.HtmlDecode(m.Groups["value"].Value)))];

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Field();
}
