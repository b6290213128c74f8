using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Jobs;
using EzSolutions.Integration.Tests.Billing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace EzSolutions.Integration.Tests.Common;

/// <summary>A node's clock was a year ahead and is put right.</summary>
public sealed class ClockWatchTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    [Fact]
    public async Task Jobs_a_wrong_clock_put_into_the_future_run_again_and_all_others_stay_as_they_are()
    {
        var scheduler = await world.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Standby();
        await AskAsync(new TendInbox());
        var before = await NextAsync("run-renewals");
        await world.ScalarAsync($"UPDATE qrtz_triggers SET next_fire_time = next_fire_time + {TimeSpan.FromDays(365).Ticks} WHERE trigger_name <> 'run-dunning'");
        var untouched = await NextAsync("run-dunning");

        await world.Services.GetRequiredService<ClockWatch>().CheckAsync(CancellationToken.None);

        (await NextAsync("run-renewals")).ShouldBe(before, "02:00 as ever");
        (await NextAsync("run-dunning")).ShouldBe(untouched);
        var soon = world.Time.GetUtcNow().AddDays(2).UtcTicks;
        (await world.ScalarAsync($"SELECT count(*) FROM qrtz_triggers WHERE next_fire_time > {soon}")).ShouldBe(0L);
        await scheduler.Start();
        await world.EventuallyAsync("SELECT count(*) FROM qrtz_triggers WHERE trigger_group <> 'recurring'", 0L);
    }

    private Task<object?> NextAsync(string trigger) => world.ScalarAsync($"SELECT next_fire_time FROM qrtz_triggers WHERE trigger_name = '{trigger}'");

    private Task<Error?> AskAsync(IJobRequest job) => world.InScopeAsync(async services =>
    {
        var jobs = services.GetRequiredService<IJobQueue>();
        return (await services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
            async ct =>
            {
                await jobs.EnqueueAsync(job, ct);
                return Result.Done;
            },
            CancellationToken.None)).Error;
    });
}
