using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Steps;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Provisioning;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// Undoes what a given-up job has made: destroys the machine when, and only when, it carries our label for this service (P04), keeps its
/// number out of use, then tells staff and the customer (P06).
/// </summary>
internal sealed class Compensation(
    IProvisioner provisioner, VmidAllocator allocator, MachineFindings findings, IMediator mediator,
    IOptions<ProvisioningOptions> options)
{
    internal const string ForCustomer =
        "We could not set up your server. Nothing of it is running, and our staff have been told: they will put it right or refund you.";

    private const int LogLines = 60;
    private static readonly NextMove Stop = new NextMove.Stop();

    public async Task<NextMove> RunAsync(StepRun run, CancellationToken ct)
    {
        if (run.Job.Vmid is null || run.Service.Place is not { } place)
            return await FinishAsync(run, "Nothing was left to undo.", null, ct);

        if (run.Job.Current.TaskId is { } task)
            return await FollowAsync(run, task, ct);

        var looked = await provisioner.LookAsync(place.Vmid, ct);
        if (looked.Fault is { } fault)
            return await TryAgainAsync(run, fault.Reason, ct);
        if (looked.Value is not { } machine)
            return await FinishAsync(run, $"There is no machine {place.Vmid}; nothing was left to undo.", null, ct);
        place = place with { Node = machine.Node };
        if (machine.IsBeingMade)
            return await StillCopyingAsync(run, machine, ct);
        if (machine.LabelledFor != run.Service.Id)
            return await FinishAsync(run, $"Machine {place.Vmid} does not carry our label and was left alone.", MachineFindingKind.ForeignMachine, ct);
        return machine.Power is ObservedState.Running ? await StopAsync(run, place, ct) : await DestroyAsync(run, place, ct);
    }

    /// <summary>Ends a job: the number is buried, the service fails, staff get a ticket with the log. Inside the caller's unit of work.</summary>
    public async Task CloseAsync(ProvisioningJob job, Service service, DateTimeOffset now, string note, MachineFindingKind? finding, CancellationToken ct)
    {
        var place = service.Place;
        await allocator.BuryAsync(service.Id, note, options.Value.Quarantine, ct);
        job.Finish(now, note);
        service.Fail(ForCustomer);
        if (finding is { } kind && place is not null)
            await findings.ReportAsync(place.Cluster, place.Vmid, kind, service.Id, note, ct);
        await mediator.Send(
            new OpenStaffTicket(
                $"{service.Label}: {service.ProductName} of order {service.OrderNumber} could not be provisioned",
                $"{job.GaveUpBecause}\n\n{string.Join('\n', job.Log.TakeLast(LogLines))}",
                $"provisioning:{job.Id}",
                ServiceId: service.Id),
            ct);
    }

    private async Task<NextMove> FollowAsync(StepRun run, string taskId, CancellationToken ct)
    {
        var task = await provisioner.CheckTaskAsync(taskId, ct);
        if (task is { Fault: null, Value: MachineTask.Running })
            return new NextMove.Pause(options.Value.Poll);
        var forgotten = await run.RecordAsync((job, _) => job.ForgetTask(), ct);
        if (!forgotten.IsSuccess)
            return Stop;
        return task is { Fault: null, Value: MachineTask.Failed failed } ? await TryAgainAsync(run, failed.Fault.Reason, ct) : new NextMove.GoOn();
    }

    private async Task<NextMove> StillCopyingAsync(StepRun run, MachineDetails machine, CancellationToken ct)
    {
        var cloning = await provisioner.IsCloningAsync(run.Job.CreatedAt, ct);
        if (cloning.Fault is { } fault)
            return await TryAgainAsync(run, fault.Reason, ct);
        if (cloning.Value)
            return new NextMove.Pause(options.Value.Poll);
        return await FinishAsync(
            run, $"Machine {machine.Vmid} stays locked by a copy that is not running.", MachineFindingKind.StuckClone, ct);
    }

    private async Task<NextMove> StopAsync(StepRun run, MachinePlace place, CancellationToken ct) =>
        await ActAsync(run, $"stop machine {place.Vmid}", token => provisioner.PowerAsync(place, PowerAction.Stop, token), ct);

    private async Task<NextMove> DestroyAsync(StepRun run, MachinePlace place, CancellationToken ct) =>
        await ActAsync(run, $"destroy machine {place.Vmid}", token => provisioner.DestroyAsync(place, run.Service.Id, token), ct);

    private async Task<NextMove> ActAsync(
        StepRun run, string what, Func<CancellationToken, Task<ProvisionerResult<string>>> act, CancellationToken ct)
    {
        var intended = await run.RecordAsync((job, _) => job.Intend(run.Now, what), ct);
        if (!intended.IsSuccess)
            return Stop;
        var acted = await act(ct);
        if (acted.Fault is { } fault)
            return await TryAgainAsync(run, fault.Reason, ct);
        var followed = await run.RecordAsync((job, _) => job.FollowTask(run.Now, acted.Value), ct);
        return followed.IsSuccess ? new NextMove.GoOn() : Stop;
    }

    private async Task<NextMove> TryAgainAsync(StepRun run, string reason, CancellationToken ct)
    {
        var attempts = 0;
        var recorded = await run.RecordAsync((job, _) => attempts = job.FailCompensation(run.Now, reason), ct);
        if (!recorded.IsSuccess)
            return Stop;
        return attempts >= options.Value.Attempts
            ? await FinishAsync(run, $"Undoing did not work: {reason}", MachineFindingKind.UnknownMachine, ct)
            : new NextMove.Pause(StepOutcomes.Backoff(options.Value, attempts));
    }

    private async Task<NextMove> FinishAsync(StepRun run, string note, MachineFindingKind? finding, CancellationToken ct)
    {
        await run.RecordAsync((job, service, token) => CloseAsync(job, service, run.Now, note, finding, token), ct);
        return Stop;
    }
}
