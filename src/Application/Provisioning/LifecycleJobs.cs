using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <param name="Log">Oldest first, free of secrets; empty in lists.</param>
public sealed record LifecycleJobView(
    Guid Id, Guid ServiceId, Guid CustomerId, int Number, LifecycleKind Kind, LifecycleJobState State, int Percent, string AskedBy, Guid? BackupId,
    DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, DateTimeOffset NextRunAt, string? GaveUpBecause, IReadOnlyList<ProvisioningStepView> Steps,
    IReadOnlyList<string> Log)
{
    internal static LifecycleJobView Of(LifecycleJob job, bool withLog) => new(
        job.Id, job.ServiceId, job.CustomerId, job.Number, job.Kind, job.State, job.Percent, job.AskedBy, job.BackupId, job.CreatedAt, job.FinishedAt,
        job.NextRunAt, job.GaveUpBecause,
        [.. job.Steps.Select(s => new ProvisioningStepView(
            s.Name.ToString(), s.State.ToString().ToLowerInvariant(), s.Attempts, s.StartedAt, s.FinishedAt, s.TaskId, s.LastError))],
        withLog ? job.Log : []);
}

internal static class LifecycleJobErrors
{
    public static readonly Error NotFound = Error.NotFound("lifecycle_job_not_found", "There is no such job.");

    public static readonly Error NotFailed = Error.Conflict("lifecycle_job_not_failed", "Only a failed job can be started again.");

    public static readonly Error NotWaiting = Error.Conflict("lifecycle_job_not_waiting", "Only a job that has failed or waits for staff can be closed by hand.");
}

/// <summary>What was done with services: suspensions, resizes, backups and so on, for staff, newest first.</summary>
[Access(Audience.Staff)]
public sealed record ListLifecycleJobs(PageRequest Page, Guid? ServiceId = null, bool OpenOnly = false) : IQuery<Page<LifecycleJobView>>;

/// <summary>One job with its log. Errors: lifecycle_job_not_found.</summary>
[Access(Audience.Staff)]
public sealed record GetLifecycleJob(Guid JobId) : IQuery<LifecycleJobView>;

/// <summary>P08: goes on with a failed job where it stopped. Errors: lifecycle_job_not_found, lifecycle_job_not_failed.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record RetryLifecycleJob(Guid JobId) : ICommand<LifecycleJobView>;

/// <summary>
/// P08: staff have done the rest by hand; the books are closed, a termination only once the machine is really gone. Errors:
/// lifecycle_job_not_found, lifecycle_job_not_waiting.
/// </summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record CompleteLifecycleJob(Guid JobId) : ICommand<LifecycleJobView>;

internal sealed class ListLifecycleJobsValidator : AbstractValidator<ListLifecycleJobs>
{
    public ListLifecycleJobsValidator() => RuleFor(r => r.Page).SetValidator(new KeysetPageValidator());
}

internal sealed class ListLifecycleJobsHandler(IStore store) : IRequestHandler<ListLifecycleJobs, Result<Page<LifecycleJobView>>>
{
    public async Task<Result<Page<LifecycleJobView>>> Handle(ListLifecycleJobs request, CancellationToken cancellationToken)
    {
        var query = store.Query<LifecycleJob>();
        if (request.ServiceId is { } serviceId)
            query = query.Where(j => j.ServiceId == serviceId);
        if (request.OpenOnly)
            query = query.Where(j => j.FinishedAt == null);
        if (request.Page.After is { } after)
        {
            var last = Guid.Parse(after);
            query = query.Where(j => j.Id.CompareTo(last) < 0);
        }

        var rows = await store.ListAsync(query.OrderByDescending(j => j.Id).Take(request.Page.Limit + 1), cancellationToken);
        List<LifecycleJobView> shown = [.. rows.Take(request.Page.Limit).Select(j => LifecycleJobView.Of(j, withLog: false))];
        return new Page<LifecycleJobView>(shown, rows.Count > shown.Count ? shown[^1].Id.ToString() : null);
    }
}

internal sealed class GetLifecycleJobHandler(IStore store) : IRequestHandler<GetLifecycleJob, Result<LifecycleJobView>>
{
    public async Task<Result<LifecycleJobView>> Handle(GetLifecycleJob request, CancellationToken cancellationToken) =>
        await store.FirstOrDefaultAsync(store.Query<LifecycleJob>().Where(j => j.Id == request.JobId), cancellationToken) is { } job
            ? LifecycleJobView.Of(job, withLog: true)
            : LifecycleJobErrors.NotFound;
}

internal sealed class RetryLifecycleJobHandler(IActorContext actor, IStore store, IJobQueue jobs, TimeProvider clock)
    : IRequestHandler<RetryLifecycleJob, Result<LifecycleJobView>>
{
    public async Task<Result<LifecycleJobView>> Handle(RetryLifecycleJob request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<LifecycleJob>(request.JobId, cancellationToken) is not { } job)
            return LifecycleJobErrors.NotFound;
        if (job.State is not LifecycleJobState.Failed)
            return LifecycleJobErrors.NotFailed;
        if (job.Kind is LifecycleKind.BackUp or LifecycleKind.Terminate && job.BackupId is { } backupId
            && await store.FindLockedAsync<ServiceBackup>(backupId, cancellationToken) is { } backup)
        {
            backup.Reopen();
        }

        job.Resume(clock.GetUtcNow(), (actor.Current as Actor.Staff)?.Name ?? "staff");
        await jobs.EnqueueAsync(new RunLifecycle(job.Id), cancellationToken);
        return LifecycleJobView.Of(job, withLog: true);
    }
}

internal sealed class CompleteLifecycleJobHandler(IActorContext actor, IStore store, IJobQueue jobs, TimeProvider clock)
    : IRequestHandler<CompleteLifecycleJob, Result<LifecycleJobView>>
{
    public async Task<Result<LifecycleJobView>> Handle(CompleteLifecycleJob request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<LifecycleJob>(request.JobId, cancellationToken) is not { } job)
            return LifecycleJobErrors.NotFound;
        if (job.State is not (LifecycleJobState.Failed or LifecycleJobState.AwaitingStaff))
            return LifecycleJobErrors.NotWaiting;
        job.DoneByHand(clock.GetUtcNow(), (actor.Current as Actor.Staff)?.Name ?? "staff");
        await jobs.EnqueueAsync(new RunLifecycle(job.Id), cancellationToken);
        return LifecycleJobView.Of(job, withLog: true);
    }
}
