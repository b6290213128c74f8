using EzSolutions.Application.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace EzSolutions.Infrastructure.Common.Jobs;

/// <summary>A request that runs again and again, on one node at a time.</summary>
/// <param name="Cron">In UTC, instead of the interval.</param>
internal sealed record RecurringJob(string Name, string Type, TimeSpan Every, string? Cron = null)
{
    public const string Group = "recurring";

    public TriggerKey Key => new(Name, Group);

    /// <summary>From now on.</summary>
    public ITrigger Trigger()
    {
        var times = TriggerBuilder.Create().WithIdentity(Key).ForJob(new JobKey(Name, Group)).StartNow();
        return Cron is { } when
            ? times.WithCronSchedule(when, s => s.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build()
            : times.WithSimpleSchedule(s => s.WithInterval(Every).RepeatForever()).Build();
    }

    /// <summary>When it is to run next at the latest, seen from a moment.</summary>
    public DateTimeOffset LatestAfter(DateTimeOffset now) =>
        Cron is { } when ? new CronExpression(when, TimeZoneInfo.Utc).GetNextValidTimeAfter(now) ?? now : now + Every;
}

public static class RecurringJobServices
{
    /// <summary>Runs <typeparamref name="TRequest"/> at this interval, on whichever node is free; a run that is late is not made up for.</summary>
    public static IServiceCollection AddRecurring<TRequest>(this IServiceCollection services, string name, TimeSpan every)
        where TRequest : IJobRequest, new() =>
        services.AddSingleton(new RecurringJob(name, JobTypes.NameOf(typeof(TRequest)), every));

    /// <summary>As <see cref="AddRecurring{TRequest}"/>, at times of the day in UTC; a time at which no node was up is made up for once.</summary>
    /// <param name="cron">Quartz form, e.g. <c>0 0 2 * * ?</c> for 02:00.</param>
    public static IServiceCollection AddCron<TRequest>(this IServiceCollection services, string name, string cron)
        where TRequest : IJobRequest, new() =>
        services.AddSingleton(new RecurringJob(name, JobTypes.NameOf(typeof(TRequest)), TimeSpan.Zero, cron));
}

/// <summary>Puts the recurring jobs, and the one that all one-off jobs belong to, into the clustered store at start; several nodes doing so at once agree.</summary>
internal sealed class JobRegistrar(ISchedulerFactory schedulers, IEnumerable<RecurringJob> jobs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);

        // Left to the first one-off job, it would be stored in that one's transaction: not there for others until that commits, nor if it does not.
        await scheduler.AddJob(
            JobBuilder.Create<RequestJob>().WithIdentity(SchedulerConstants.ScheduledJobKey<RequestJob>()).StoreDurably().RequestRecovery().Build(),
            AddJobOptions.Replacing,
            cancellationToken);
        foreach (var recurring in jobs)
        {
            var job = JobBuilder.Create<RecurringRequestJob>()
                .WithIdentity(recurring.Name, RecurringJob.Group)
                .UsingJobData("type", recurring.Type)
                .StoreDurably()
                .Build();
            var trigger = recurring.Trigger();

            // Replacing a trigger forgets that it is late: one that fires by the clock stays as it is, unless its times have changed.
            if (recurring.Cron is { } cron && await scheduler.GetTrigger(trigger.Key, cancellationToken) is ICronTrigger known && known.CronExpressionString == cron)
                continue;
            await scheduler.ScheduleJob(job, new[] { trigger }, new ScheduleJobOptions { Replace = true }, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>One run of a recurring request; the next run is its retry.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RecurringRequestJob(IServiceScopeFactory scopes, ILogger<RecurringRequestJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var type = context.MergedJobDataMap.GetString("type")!;
        if (JobTypes.Read(new JobTicket(type, "{}")) is not { } request)
        {
            // Left in the store by another version of the program.
            return;
        }

        using var activity = RequestJob.Activities.StartActivity(type);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System(type));
        var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
        if (result.Error is { } error)
        {
            LogFailed(logger, type, error.Code, error.Message);
        }
    }

    [LoggerMessage(131, LogLevel.Warning, "Recurring job {Name} did not succeed: {Code} {Message}")]
    private static partial void LogFailed(ILogger logger, string name, string code, string message);
}
