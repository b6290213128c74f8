using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Billing.Year;

/// <summary>The short version of `-- simulated-year`: fewer people, a season.</summary>
public sealed class SimulatedYearTests
{
    [Fact]
    public async Task Books_are_all_clear_after_months_of_customers_and_failing_gateways()
    {
        await using var world = await YearWorld.StartAsync(await TestDatabases.CreateAsync());
        var outcome = await new SimulatedYear(world, new YearPlan(Customers: 24, Days: 90, Seed: 7, StepDays: 3), _ => { }).RunAsync();

        outcome.Broken.ShouldBeEmpty();
        outcome.Findings.ShouldBeEmpty();
        outcome.Reconciliation.ShouldBe("all_clear");
        (await world.ScalarAsync<long>("SELECT count(*) FROM renewals WHERE state = 'paid'")).ShouldBeGreaterThan(5);
    }
}
