using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace EzSolutions.Infrastructure.Common.Jobs;

/// <summary>
/// A clock that was ahead and is put right again leaves what it scheduled in the future, and nothing of it would run until then. What waits longer
/// than it ever should is scheduled anew; each effect is decided under its own lock when it runs (O03), so one time too often does no harm.
/// </summary>
internal sealed partial class ClockWatch(
    ISchedulerFactory schedulers, IEnumerable<RecurringJob> jobs, NpgsqlDataSource database, TimeProvider time, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>No one-off job is ever delayed for so long; the pauses between retries are half an hour at most.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await TryCheckAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    internal async Task CheckAsync(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var now = time.GetUtcNow();
        foreach (var job in jobs)
        {
            if (await scheduler.GetTrigger(job.Key, ct) is not { } trigger || trigger.NextFireTimeUtc is not { } next
                || next <= job.LatestAfter(now) + Tolerance)
                continue;
            await scheduler.RescheduleJob(job.Key, job.Trigger(), ct);
            LogFuture(logger, job.Name, next);
        }

        foreach (var key in await OneOffJobsAfterAsync(now + LongestDelay, ct))
        {
            if (await scheduler.GetTrigger(key, ct) is not { } trigger)
                continue;
            await scheduler.RescheduleJob(key, trigger.GetTriggerBuilder().StartAt(now).Build(), ct);
            LogFuture(logger, key.Name, trigger.NextFireTimeUtc);
        }
    }

    private async Task TryCheckAsync(CancellationToken ct)
    {
        try
        {
            await CheckAsync(ct);
        }
        catch (Exception exception) when (exception is SchedulerException or NpgsqlException)
        {
            LogFailed(logger, exception.Message);
        }
    }

    private async Task<IReadOnlyList<TriggerKey>> OneOffJobsAfterAsync(DateTimeOffset at, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "SELECT trigger_name, trigger_group FROM qrtz_triggers WHERE next_fire_time > $1 AND trigger_group <> $2 LIMIT 1000");
        command.Parameters.AddWithValue(at.UtcTicks);
        command.Parameters.AddWithValue(RecurringJob.Group);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<TriggerKey>();
        while (await reader.ReadAsync(ct))
            found.Add(new TriggerKey(reader.GetString(0), reader.GetString(1)));
        return found;
    }

    [LoggerMessage(132, LogLevel.Warning, "{Job} was to run at {At} only, because a clock was ahead; it is scheduled anew")]
    private static partial void LogFuture(ILogger logger, string job, DateTimeOffset? at);

    [LoggerMessage(133, LogLevel.Warning, "What waits in the future could not be looked at: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
