using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <param name="State">running, retrying, compensating, done or failed.</param>
/// <param name="Log">Oldest first, free of secrets; empty in lists.</param>
public sealed record ProvisioningJobView(
    Guid Id, Guid ServiceId, Guid OrderId, Guid CustomerId, string State, int Percent, string? Node, int? Vmid, DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt, DateTimeOffset NextRunAt, string? GaveUpBecause, IReadOnlyList<ProvisioningStepView> Steps, IReadOnlyList<string> Log)
{
    internal static ProvisioningJobView Of(ProvisioningJob job, bool withLog) => new(
        job.Id, job.ServiceId, job.OrderId, job.CustomerId, job.State.ToString().ToLowerInvariant(), job.Percent, job.Node, job.Vmid, job.CreatedAt,
        job.FinishedAt, job.NextRunAt, job.GaveUpBecause,
        [.. job.Steps.Select(s => new ProvisioningStepView(
            s.Name.ToString(), s.State.ToString().ToLowerInvariant(), s.Attempts, s.StartedAt, s.FinishedAt, s.TaskId, s.LastError))],
        withLog ? job.Log : []);
}

public sealed record ProvisioningStepView(
    string Name, string State, int Attempts, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? TaskId, string? LastError);

internal static class ProvisioningJobErrors
{
    public static readonly Error NotFound = Error.NotFound("provisioning_job_not_found", "There is no such provisioning job.");

    public static readonly Error NotFailed = Error.Conflict("provisioning_job_not_failed", "Only a failed job can be started again.");
}

/// <summary>Provisioning jobs for staff, newest first.</summary>
[Access(Audience.Staff)]
public sealed record ListProvisioningJobs(PageRequest Page, bool OpenOnly = false) : IQuery<Page<ProvisioningJobView>>;

/// <summary>One job with its log. Errors: provisioning_job_not_found.</summary>
[Access(Audience.Staff)]
public sealed record GetProvisioningJob(Guid JobId) : IQuery<ProvisioningJobView>;

/// <summary>P08: starts a failed job again from the beginning. Errors: provisioning_job_not_found, provisioning_job_not_failed.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record RetryProvisioningJob(Guid JobId) : ICommand<ProvisioningJobView>;

internal sealed class ListProvisioningJobsValidator : AbstractValidator<ListProvisioningJobs>
{
    public ListProvisioningJobsValidator() => RuleFor(r => r.Page).SetValidator(new KeysetPageValidator());
}

internal sealed class ListProvisioningJobsHandler(IStore store) : IRequestHandler<ListProvisioningJobs, Result<Page<ProvisioningJobView>>>
{
    public async Task<Result<Page<ProvisioningJobView>>> Handle(ListProvisioningJobs request, CancellationToken cancellationToken)
    {
        var query = store.Query<ProvisioningJob>();
        if (request.OpenOnly)
            query = query.Where(j => j.State != ProvisioningJobState.Done && j.State != ProvisioningJobState.Failed);
        if (request.Page.After is { } after)
        {
            var last = Guid.Parse(after);
            query = query.Where(j => j.Id.CompareTo(last) < 0);
        }

        var rows = await store.ListAsync(query.OrderByDescending(j => j.Id).Take(request.Page.Limit + 1), cancellationToken);
        List<ProvisioningJobView> shown = [.. rows.Take(request.Page.Limit).Select(j => ProvisioningJobView.Of(j, withLog: false))];
        return new Page<ProvisioningJobView>(shown, rows.Count > shown.Count ? shown[^1].Id.ToString() : null);
    }
}

internal sealed class GetProvisioningJobHandler(IStore store) : IRequestHandler<GetProvisioningJob, Result<ProvisioningJobView>>
{
    public async Task<Result<ProvisioningJobView>> Handle(GetProvisioningJob request, CancellationToken cancellationToken) =>
        await store.FirstOrDefaultAsync(store.Query<ProvisioningJob>().Where(j => j.Id == request.JobId), cancellationToken) is { } job
            ? ProvisioningJobView.Of(job, withLog: true)
            : ProvisioningJobErrors.NotFound;
}

internal sealed class RetryProvisioningJobHandler(IActorContext actor, IStore store, IJobQueue jobs, TimeProvider clock)
    : IRequestHandler<RetryProvisioningJob, Result<ProvisioningJobView>>
{
    public async Task<Result<ProvisioningJobView>> Handle(RetryProvisioningJob request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<ProvisioningJob>(request.JobId, cancellationToken) is not { } job)
            return ProvisioningJobErrors.NotFound;
        var service = await store.FindLockedAsync<Service>(job.ServiceId, cancellationToken);
        if (job.State is not ProvisioningJobState.Failed || service is not { State: ServiceState.Failed })
            return ProvisioningJobErrors.NotFailed;
        service.Reopen();
        job.Restart(clock.GetUtcNow(), (actor.Current as Actor.Staff)?.Name ?? "staff");
        await jobs.EnqueueAsync(new RunProvisioning(job.Id), cancellationToken);
        return ProvisioningJobView.Of(job, withLog: true);
    }
}
