using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Refunds;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing.Year;

internal enum PaysBy
{
    SavedCard,
    FailingCard,
    Page,
    Transfer,
    Credit,
    Upi,
}

/// <summary>One customer with habits and moods of their own; what they do is random, but the same for the same seed.</summary>
internal sealed class Person(int number, int seed, IReadOnlyList<string> plans)
{
    private const string Good = "4242424242424242";
    private const string Declined = "4000000000000002";

#pragma warning disable CA5394 // A seeded simulation.
    private readonly Random _random = new(HashCode.Combine(seed, number));
    private Actor.Customer? _customer;
    private OrderPlaced? _order;
    private Guid? _service;
    private int _transfers;

    public PaysBy Habit { get; } = Habits[new Random(HashCode.Combine(seed, number, 1)).Next(Habits.Length)];

    public int JoinsOn { get; } = new Random(HashCode.Combine(seed, number, 2)).Next(0, 60);

    public Dictionary<string, int> Did { get; } = new(StringComparer.Ordinal);

    private static PaysBy[] Habits { get; } =
    [
        PaysBy.SavedCard, PaysBy.SavedCard, PaysBy.SavedCard, PaysBy.SavedCard, PaysBy.FailingCard, PaysBy.Page, PaysBy.Page, PaysBy.Transfer, PaysBy.Credit, PaysBy.Upi,
    ];

    private string Currency => Habit == PaysBy.Upi ? "INR" : number % 2 == 0 ? "USD" : "EUR";

    public async Task LiveAsync(YearWorld world, int day)
    {
        if (day < JoinsOn)
            return;
        if (_order is null)
            await JoinAsync(world);
        else if (_service is null)
            await ArriveAsync(world);
        else
            await LiveOnAsync(world, _service.Value);
    }

    private async Task JoinAsync(YearWorld world)
    {
        _customer ??= await world.NewCustomerAsync(Habit == PaysBy.Upi ? "IN" : (number % 5) switch { 0 => "DE", 1 => "FR", 2 => "US", 3 => "ES", _ => "AT" });
        var placed = await world.SendAsync(new PlaceOrder(new OrderDraft(plans[_random.Next(plans.Count)], BillingCycle.Monthly, Currency: Currency)), _customer);
        if (!placed.IsSuccess)
            return;
        Count("ordered");
        _order = placed.Value;
        if (Habit is PaysBy.SavedCard or PaysBy.FailingCard)
            await world.SaveCardAsync(_customer, Habit == PaysBy.SavedCard ? Good : _random.Next(2) == 0 ? "4000000000000341" : "4000002760003184");
        await PayAsync(world, _order.InvoiceId!.Value, firstTime: true);
    }

    /// <summary>Staff set up what was paid; what was not is tried again, or forgotten and cancelled by the program.</summary>
    private async Task ArriveAsync(YearWorld world)
    {
        var services = await world.SendAsync(new ListServices(new PageRequest(5)), _customer!);
        if (services.IsSuccess && services.Value.Items.Count > 0)
        {
            _service = services.Value.Items[0].Id;
            await world.SendAsync(new CompleteManualFulfilment(_service.Value), YearPayments.Clerk);
            Count("served");
        }
        else if (_random.Next(3) > 0)
        {
            await PayAsync(world, _order!.InvoiceId!.Value, firstTime: true);
        }
    }

    private async Task LiveOnAsync(YearWorld world, Guid service)
    {
        var found = await world.SendAsync(new GetSubscription(service), _customer!);
        if (!found.IsSuccess)
            return;
        var now = found.Value;
        if (now.State == "ended")
            return;
        if (now.OpenInvoice is { } open && Habit is not PaysBy.SavedCard && _random.Next(Habit == PaysBy.FailingCard ? 14 : 5) == 0)
            await PayAsync(world, open.Id, firstTime: false);
        await ChangeMindAsync(world, service);
    }

    private async Task ChangeMindAsync(YearWorld world, Guid service)
    {
        switch (_random.Next(420))
        {
            case 0 or 1 or 2:
                var ordered = await world.SendAsync(new UpgradeService(service, plans[_random.Next(plans.Count)]), _customer!);
                Count(ordered.IsSuccess ? "changed plan" : "plan change refused");
                if (ordered is { IsSuccess: true, Value.InvoiceId: { } due } && _random.Next(3) > 0)
                    await PayAsync(world, due, firstTime: false);
                break;
            case 3:
                if ((await world.SendAsync(new CancelService(service, _random.Next(3) == 0 ? CancelWhen.Now : CancelWhen.PeriodEnd), _customer!)).IsSuccess)
                    Count("cancelled");
                break;
            case 4 or 5 or 6:
                if ((await world.SendAsync(new ReactivateService(service), _customer!)).IsSuccess)
                    Count("came back");
                break;
            case 7:
                await AskForMoneyBackAsync(world);
                break;
            case 8 when Habit != PaysBy.Upi:
                await world.PayInAsync(_customer!, new Money(_random.Next(500, 5_000), Domain.Common.Currency.Of(Currency)), Good);
                Count("paid in credit");
                break;
        }
    }

    private async Task AskForMoneyBackAsync(YearWorld world)
    {
        var invoices = await world.SendAsync(new ListInvoices(new PageRequest(1)), _customer!);
        if (!invoices.IsSuccess || invoices.Value.Items is not [{ State: "paid" } invoice, ..])
            return;
        var part = _random.Next(2) == 0 ? new Money(Math.Max(1, invoice.Total.MinorUnits / 3), invoice.Total.Currency) : (Money?)null;
        var asked = await world.SendAsync(new RequestRefund(invoice.Id, "Not what I wanted", part), _customer!);
        if (!asked.IsSuccess)
            return;
        Count("asked for a refund");
        foreach (var refund in asked.Value.Refunds)
        {
            if (_random.Next(5) == 0)
                await world.SendAsync(new RejectRefund(refund.Id, "Used for a month."), YearPayments.Clerk);
            else
                await world.SendAsync(new ApproveRefund(refund.Id), YearPayments.Clerk);
        }
    }

    private async Task PayAsync(YearWorld world, Guid invoiceId, bool firstTime)
    {
        var read = await world.SendAsync(new GetInvoice(invoiceId.ToString()), _customer!);
        if (!read.IsSuccess || !read.Value.AmountDue.IsPositive)
            return;
        var invoice = read.Value;
        Count("paid by hand");
        switch (Habit)
        {
            case PaysBy.Transfer:
                var amount = _random.Next(12) switch { 0 => invoice.AmountDue.MinorUnits / 2, 1 => invoice.AmountDue.MinorUnits + 250, _ => invoice.AmountDue.MinorUnits };
                await world.TransferAsync(invoice.Number, new Money(Math.Max(1, amount), invoice.Total.Currency), $"bank-{number}-{++_transfers}");
                break;
            case PaysBy.Upi:
                await world.PayByUpiAsync(invoiceId, _random.Next(8) == 0 ? "failure@razorpay" : "success@razorpay");
                break;
            case PaysBy.Credit when !firstTime:
                await world.PayInAsync(_customer!, invoice.AmountDue, Good);
                break;
            default:
                await world.PayOnPageAsync(invoiceId, _random.Next(8) == 0 ? Declined : Good);
                break;
        }
    }

    private void Count(string what) => Did[what] = Did.GetValueOrDefault(what) + 1;
#pragma warning restore CA5394
}
