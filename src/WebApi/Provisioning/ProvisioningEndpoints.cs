using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Provisioning;

/// <summary>Services and their power switch for customers; provisioning jobs and reconciliation for staff.</summary>
internal static class ProvisioningEndpoints
{
    public static RouteGroupBuilder MapProvisioning(this RouteGroupBuilder api)
    {
        var services = api.MapGroup("/services").WithTags("Services");
        services.MapGet("/", List).WithName("ListServices").WithSummary("Your services, newest first; staff name a customer");
        services.MapGet("/{id:guid}", Get).WithName("GetService").WithSummary("One service with its progress, state and what can be done with it");
        services.MapPost("/{id:guid}/power", Power).WithName("PowerService").WithSummary("Start, stop, reboot or shut down");
        services.MapPost("/{id:guid}/ready", Fulfilled).WithName("CompleteManualFulfilment").WithSummary("Staff: a service set up by hand is ready");

        var jobs = api.MapGroup("/provisioning/jobs").WithTags("Provisioning");
        jobs.MapGet("/", ListJobs).WithName("ListProvisioningJobs").WithSummary("Staff: provisioning jobs, newest first");
        jobs.MapGet("/{id:guid}", GetJob).WithName("GetProvisioningJob").WithSummary("Staff: one job with its steps and log");
        jobs.MapPost("/{id:guid}/retry", Retry).WithName("RetryProvisioningJob").WithSummary("Staff: start a failed job again");

        var findings = api.MapGroup("/provisioning").WithTags("Provisioning");
        findings.MapGet("/findings", ListFindings).WithName("ListMachineFindings").WithSummary("Staff: differences between provider and books");
        findings.MapPost("/findings/{id:guid}/resolve", ResolveFinding).WithName("ResolveMachineFinding").WithSummary("Staff: a finding is settled");
        findings.MapPost("/reconcile", Reconcile).WithName("RequestReconciliation").WithSummary("Staff: compare provider and books now");
        return api.MapLifecycle();
    }

    private static async Task<Results<Ok<Page<ServiceView>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, Guid? customerId = null) =>
        (await mediator.Send(new ListServices(new PageRequest(limit, after), customerId), ct)).ToOk();

    private static async Task<Results<Ok<ServiceView>, ProblemHttpResult>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetService(id), ct)).ToOk();

    private static async Task<Results<Accepted<ServiceView>, ProblemHttpResult>> Power(
        Guid id, PowerBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new PowerService(id, body.Action), ct)).ToAccepted();

    private static async Task<Results<NoContent, ProblemHttpResult>> Fulfilled(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CompleteManualFulfilment(id), ct)).ToNoContent();

    private static async Task<Results<Ok<Page<ProvisioningJobView>>, ProblemHttpResult>> ListJobs(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, bool open = false) =>
        (await mediator.Send(new ListProvisioningJobs(new PageRequest(limit, after), open), ct)).ToOk();

    private static async Task<Results<Ok<ProvisioningJobView>, ProblemHttpResult>> GetJob(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetProvisioningJob(id), ct)).ToOk();

    private static async Task<Results<Accepted<ProvisioningJobView>, ProblemHttpResult>> Retry(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RetryProvisioningJob(id), ct)).ToAccepted();

    private static async Task<Results<Ok<Page<MachineFindingView>>, ProblemHttpResult>> ListFindings(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, bool open = true) =>
        (await mediator.Send(new ListMachineFindings(new PageRequest(limit, after), open), ct)).ToOk();

    private static async Task<Results<NoContent, ProblemHttpResult>> ResolveFinding(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ResolveMachineFinding(id), ct)).ToNoContent();

    private static async Task<Results<Accepted<Done>, ProblemHttpResult>> Reconcile(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RequestReconciliation(), ct)).ToAccepted();

    /// <param name="Action">start, stop, reboot or shutdown.</param>
    internal sealed record PowerBody(PowerAction Action);
}
