using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Provisioning;

/// <summary>Backups, restores and passwords for customers; suspending, resizing and ending services for staff.</summary>
internal static class LifecycleEndpoints
{
    public static RouteGroupBuilder MapLifecycle(this RouteGroupBuilder api)
    {
        var services = api.MapGroup("/services/{id:guid}").WithTags("Services");
        services.MapGet("/backups", ListBackups).WithName("ListServiceBackups").WithSummary("The backups of your service, newest first");
        services.MapPost("/backups", BackUp).WithName("BackUpService").WithSummary("Back a server up; send an Idempotency-Key to be safe against repeats");
        services.MapPost("/backups/{backupId:guid}/restore", Restore).WithName("RestoreService").WithSummary("Bring a backup back; what was changed since is lost");
        services.MapPost("/credentials/reset", ResetPassword).WithName("ResetServicePassword").WithSummary("A new root password; the server restarts");
        services.MapGet("/activities/{activityId:guid}", GetActivity).WithName("GetServiceActivity").WithSummary("How work on your service is getting on");

        var staff = api.MapGroup("/admin/services/{id:guid}").WithTags("Provisioning");
        staff.MapPost("/suspend", Suspend).WithName("SuspendService").WithSummary("Staff: switch a service off for a reason");
        staff.MapPost("/unsuspend", Unsuspend).WithName("UnsuspendService").WithSummary("Staff: lift one reason; the service comes back when none is left");
        staff.MapPost("/resize", Resize).WithName("ResizeService").WithSummary("Staff: make it what another product sells; prices are not touched");
        staff.MapPost("/terminate", Terminate).WithName("TerminateService").WithSummary("Staff: end it for good, final backup first");

        var jobs = api.MapGroup("/admin/lifecycle-jobs").WithTags("Provisioning");
        jobs.MapGet("", ListJobs).WithName("ListLifecycleJobs").WithSummary("Staff: suspensions, resizes, backups and so on, newest first");
        jobs.MapGet("/{id:guid}", GetJob).WithName("GetLifecycleJob").WithSummary("Staff: one job with its steps and log");
        jobs.MapPost("/{id:guid}/retry", Retry).WithName("RetryLifecycleJob").WithSummary("Staff: go on with a failed job where it stopped");
        jobs.MapPost("/{id:guid}/complete", Complete).WithName("CompleteLifecycleJob").WithSummary("Staff: the rest was done by hand");
        return api;
    }

    private static async Task<Results<Ok<ServiceBackups>, ProblemHttpResult>> ListBackups(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListServiceBackups(id), ct)).ToOk();

    private static async Task<Results<Accepted<BackupView>, ProblemHttpResult>> BackUp(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new BackUpService(id), ct)).ToAccepted();

    private static async Task<Results<Accepted<ServiceActivity>, ProblemHttpResult>> Restore(
        Guid id, Guid backupId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RestoreService(id, backupId), ct)).ToAccepted();

    private static async Task<Results<Accepted<ServiceActivity>, ProblemHttpResult>> ResetPassword(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ResetServicePassword(id), ct)).ToAccepted();

    private static async Task<Results<Ok<ServiceActivity>, ProblemHttpResult>> GetActivity(
        Guid id, Guid activityId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetServiceActivity(id, activityId), ct)).ToOk();

    private static async Task<Results<Accepted<Done>, ProblemHttpResult>> Suspend(Guid id, SuspendBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SuspendService(id, body.Reason, body.Note), ct)).ToAccepted();

    private static async Task<Results<Accepted<Done>, ProblemHttpResult>> Unsuspend(
        Guid id, UnsuspendBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new UnsuspendService(id, body.Reason), ct)).ToAccepted();

    private static async Task<Results<Accepted<Done>, ProblemHttpResult>> Resize(Guid id, ResizeBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ResizeService(id, body.ProductCode), ct)).ToAccepted();

    private static async Task<Results<Accepted<Done>, ProblemHttpResult>> Terminate(
        Guid id, TerminateBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new TerminateService(id, body.Reason), ct)).ToAccepted();

    private static async Task<Results<Ok<Page<LifecycleJobView>>, ProblemHttpResult>> ListJobs(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Guid? serviceId = null, bool open = false) =>
        (await mediator.Send(new ListLifecycleJobs(new PageRequest(limit, after), serviceId, open), ct)).ToOk();

    private static async Task<Results<Ok<LifecycleJobView>, ProblemHttpResult>> GetJob(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetLifecycleJob(id), ct)).ToOk();

    private static async Task<Results<Accepted<LifecycleJobView>, ProblemHttpResult>> Retry(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RetryLifecycleJob(id), ct)).ToAccepted();

    private static async Task<Results<Accepted<LifecycleJobView>, ProblemHttpResult>> Complete(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CompleteLifecycleJob(id), ct)).ToAccepted();

    /// <param name="Reason">non_payment, abuse or staff.</param>
    /// <param name="Note">For the colleagues who read it later.</param>
    internal sealed record SuspendBody(SuspensionReason Reason, string Note);

    /// <param name="Reason">non_payment, abuse or staff.</param>
    internal sealed record UnsuspendBody(SuspensionReason Reason);

    internal sealed record ResizeBody(string ProductCode);

    /// <param name="Reason">non_payment, cancelled, abuse or staff.</param>
    internal sealed record TerminateBody(TerminationReason Reason);
}
