using System.Diagnostics;
using EzSolutions.Application.Billing.Reconciliation;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Billing.Year;

/// <param name="StepDays">How many days the clock moves at a time.</param>
internal sealed record YearPlan(int Customers, int Days, int Seed, int StepDays = 1);

/// <summary>A year of many customers' lives, as fast as the clock can be moved, with gateways that fail on the way; then the books are asked.</summary>
internal sealed class SimulatedYear(YearWorld world, YearPlan plan, Action<string> progress)
{
    private static readonly (string Code, long Usd)[] Plans = [("year-s", 1_200), ("year-m", 2_400), ("year-l", 4_800)];

    /// <summary>What goes wrong outside, a few times each, week after week.</summary>
    private static readonly object[] Faults =
    [
        new { target = "stripe", kind = "error", status = 500, times = 6 },
        new { target = "stripe", kind = "lost_response", times = 6 },
        new { target = "stripe", kind = "drop", times = 4 },
        new { target = "stripe", kind = "error", status = 429, times = 4 },
        new { target = "stripe", kind = "duplicate", times = 12 },
        new { target = "stripe", kind = "reorder", times = 12 },
        new { target = "razorpay", kind = "error", status = 500, times = 3 },
        new { target = "razorpay", kind = "lost_response", times = 3 },
    ];

    public async Task<YearOutcome> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        await PutOnSaleAsync();
        var codes = Plans.Select(p => p.Code).ToList();
        var people = Enumerable.Range(0, plan.Customers).Select(i => new Person(i, plan.Seed, codes)).ToList();
        var faults = 0;
        var start = world.Time.GetUtcNow();
        for (var day = 0; day <= plan.Days; day += plan.StepDays)
        {
            world.Time.Shift += start.AddDays(day) - world.Time.GetUtcNow();
            if (day % 7 == 3 && day < plan.Days - 14)
                await world.FaultAsync(Faults[faults++ % Faults.Length]);
            await world.RunDayAsync();
            await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (person, _) => await person.LiveAsync(world, day));
            await world.SettleDownAsync();
            if (day % 14 == 0)
                progress($"day {day} of {plan.Days}, {watch.Elapsed.TotalSeconds:0} s");
        }

        var reconciled = await ReconcileAsync();
        return await YearOutcome.OfAsync(world, plan, people, faults, reconciled, watch.Elapsed);
    }

    /// <summary>The last events come in; then the books are compared with themselves and with both gateways, as staff would have it done.</summary>
    private async Task<ReconciliationRunView> ReconcileAsync()
    {
        (await world.Outside.DeleteAsync(new Uri("faults", UriKind.Relative))).EnsureSuccessStatusCode();
        for (var hour = 0; hour < 6; hour++)
        {
            world.Time.Shift += TimeSpan.FromHours(1);
            await world.RunDayAsync();
            await world.SettleDownAsync();
        }

        var started = (await world.SendAsync(new StartReconciliation(), YearPayments.Clerk)).Value;
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var run = (await world.SendAsync(new ListReconciliationRuns(new PageRequest(20)), YearPayments.Clerk)).Value.Items.Single(r => r.Id == started.Id);
            if (run.EndedAt is not null)
                return run;
            await Task.Delay(100);
        }

        throw new TimeoutException("The reconciliation did not end.");
    }

    private Task PutOnSaleAsync() => world.InScopeAsync(async services =>
    {
        var context = services.GetRequiredService<AppDbContext>();
        foreach (var (code, usd) in Plans)
        {
            var product = Product.Create(
                Guid.CreateVersion7(), code, ProductType.Hosting, new ProductDetails(code, "For a year.", new Specs(null, null, 10, null, 1), [], []));
            foreach (var (currency, price) in new[] { ("USD", usd), ("EUR", usd * 9 / 10), ("INR", usd * 83) })
                product.SetPrice(BillingCycle.Monthly, new Money(price, Currency.Of(currency)), Money.Zero(Currency.Of(currency)));
            context.Add(product);
        }

        return await context.SaveChangesAsync();
    });
}
