using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using Microsoft.EntityFrameworkCore.Storage;
using Quartz;

namespace EzSolutions.Infrastructure.Common.Jobs;

/// <summary>
/// Collects the jobs a unit of work asks for and schedules them inside its transaction, at the end: the scheduler's locks are then held only
/// for the commit itself (P01).
/// </summary>
internal sealed class JobOutbox(ISchedulerFactory schedulers) : IJobQueue
{
    private readonly List<(JobTicket Ticket, TimeSpan Delay)> _asked = [];

    public int Count => _asked.Count;

    public Task EnqueueAsync(IJobRequest request, CancellationToken ct, TimeSpan? delay = null)
    {
        var json = JsonSerializer.Serialize(request, request.GetType(), DomainJson.Options);
        _asked.Add((new JobTicket(JobTypes.NameOf(request.GetType()), json), delay ?? TimeSpan.Zero));
        return Task.CompletedTask;
    }

    public void Truncate(int count) => _asked.RemoveRange(count, _asked.Count - count);

    /// <summary>Commits the transaction together with the jobs; the scheduler is told when they are visible.</summary>
    public async Task CommitWithAsync(IDbContextTransaction transaction, CancellationToken ct)
    {
        if (_asked.Count == 0)
        {
            await transaction.CommitAsync(ct);
            return;
        }

        var asked = _asked.ToArray();
        _asked.Clear();
        var scheduler = await schedulers.GetScheduler(ct);
        using (scheduler.EnlistTransaction(transaction.GetDbTransaction()))
        {
            foreach (var (ticket, delay) in asked)
            {
                await scheduler.ScheduleJob<RequestJob, JobTicket>(ticket, delay, new OneOffJobOptions { RequestRecovery = true }, ct);
            }

            await transaction.CommitAsync(ct);
        }
    }
}

/// <summary>A job as stored: which request, and its properties as JSON. Ids only, never secrets (P07).</summary>
internal sealed record JobTicket(string Type, string Request);
