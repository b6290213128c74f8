using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Reconciliation;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Reconciliation;

/// <summary>Staff have the books compared now. One run at a time: while one is under way, that one is answered.</summary>
[Access(Audience.Staff | Audience.System, Roles = [StaffRole.Billing])]
public sealed record StartReconciliation : ICommand<ReconciliationRunView>;

internal sealed class StartReconciliationHandler(IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, IJobQueue jobs)
    : IRequestHandler<StartReconciliation, Result<ReconciliationRunView>>
{
    public async Task<Result<ReconciliationRunView>> Handle(StartReconciliation request, CancellationToken cancellationToken)
    {
        if (await store.FindAsync<ReconciliationRun>(r => r.State == ReconciliationState.Running, cancellationToken) is { } underway)
        {
            if (underway.StartedAt > time.GetUtcNow() - RunReconciliation.Longest)
                return ReconciliationViews.From(underway);
            underway.End(underway.OpenFindings, "It was broken off.", time.GetUtcNow());
            await store.FlushAsync(cancellationToken);
        }

        var run = ReconciliationRun.Start(ids.NewId(), actors.Current.Describe(), time.GetUtcNow());
        store.Add(run);
        await jobs.EnqueueAsync(new RunReconciliation { RunId = run.Id }, cancellationToken);
        return ReconciliationViews.From(run);
    }
}

/// <summary>
/// Job: compares, lists what does not agree, closes what agrees again, and records the outcome, an all-clear too. Without a run id it is the daily one.
/// </summary>
[Access(Audience.System)]
public sealed record RunReconciliation : IJobRequest
{
    /// <summary>One that takes longer was broken off.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>Null starts one of its own, unless there was one today.</summary>
    public Guid? RunId { get; init; }
}

internal sealed class RunReconciliationHandler(
    IStore store, IUnitOfWork unitOfWork, IIdGenerator ids, TimeProvider time, IJobQueue jobs, IMediator mediator, ReconciliationSweep sweep)
    : IRequestHandler<RunReconciliation, Result<Done>>
{
    private static readonly TimeSpan Daily = TimeSpan.FromHours(20);

    public async Task<Result<Done>> Handle(RunReconciliation request, CancellationToken cancellationToken)
    {
        if (request.RunId is not { } runId)
            return await StartDailyAsync(cancellationToken);
        if (!await store.AnyAsync(store.Query<ReconciliationRun>().Where(r => r.Id == runId && r.State == ReconciliationState.Running), cancellationToken))
            return Done.Value;

        var missed = new List<string>();
        foreach (var kind in sweep.Checks().GroupBy(c => c.Kind))
        {
            var observed = new List<Observation>();
            var complete = true;
            foreach (var check in kind)
            {
                var found = await check.LookAsync(cancellationToken);
                if (found.Error is { } away)
                    missed.Add($"{check.Name}: {away.Message}");
                complete &= found.IsSuccess;
                observed.AddRange(found.IsSuccess ? found.Value : []);
            }

            var noted = await unitOfWork.RunAsync(ct => NoteAsync(runId, kind.Key, observed, complete, ct), cancellationToken);
            if (noted.Error is { } lost)
                return lost;
        }

        return await unitOfWork.RunAsync(ct => EndAsync(runId, missed, ct), cancellationToken);
    }

    private async Task<Result<Done>> StartDailyAsync(CancellationToken ct)
    {
        var since = time.GetUtcNow() - Daily;
        return await store.AnyAsync(store.Query<ReconciliationRun>().Where(r => r.StartedAt > since), ct)
            ? Done.Value
            : (await mediator.Send(new StartReconciliation(), ct)).Map(_ => Done.Value);
    }

    /// <summary>The same matter stays one row; what is not found any more is gone, unless the check could not look everywhere.</summary>
    private async Task<Result<Done>> NoteAsync(Guid runId, FindingKind kind, List<Observation> observed, bool complete, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var open = await store.FindAllAsync<ReconciliationFinding>(f => f.Kind == kind && f.State == FindingState.Open, ct);
        var bySubject = open.ToDictionary(f => f.Subject, StringComparer.Ordinal);
        foreach (var (subject, detail) in observed.DistinctBy(o => o.Subject, StringComparer.Ordinal))
        {
            var words = detail[..Math.Min(detail.Length, 1_000)];
            if (bySubject.Remove(subject, out var known))
                known.SeenAgain(runId, words);
            else
                store.Add(ReconciliationFinding.Open(ids.NewId(), kind, subject, words, runId, now));
        }

        if (complete)
        {
            foreach (var vanished in bySubject.Values)
                vanished.Gone(now);
        }

        return Done.Value;
    }

    private async Task<Result<Done>> EndAsync(Guid runId, List<string> missed, CancellationToken ct)
    {
        if (await store.FindLockedAsync<ReconciliationRun>(runId, ct) is not { State: ReconciliationState.Running } run)
            return Done.Value;
        var open = await store.CountAsync(store.Query<ReconciliationFinding>().Where(f => f.State == FindingState.Open), ct);
        var note = missed.Count == 0 ? null : string.Join(' ', missed);
        run.End(open, note?[..Math.Min(note.Length, 1_000)], time.GetUtcNow());
        if (open > 0)
        {
            await jobs.EnqueueAsync(
                new RaiseBillingAlarm(
                    $"Reconciliation has {open} open finding(s)",
                    "Something in the books does not agree. Each finding is listed with its fix under reconciliation.", "reconciliation"),
                ct);
        }

        return Done.Value;
    }
}
