using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning;

/// <param name="Label">What people call it: its hostname.</param>
/// <param name="State">Desired state: pending, active, suspended, cancelled, terminating, terminated, failed.</param>
/// <param name="ObservedState">What the provider last said: unknown, provisioning, running, stopped.</param>
/// <param name="PowerActions">What may be asked of it now: start, stop, reboot, shutdown.</param>
/// <param name="CredentialsUrl">A page that shows the first password once; null when there is none (any more).</param>
/// <param name="SuspendedFor">The reasons that keep it off: non_payment, abuse, staff; null when it is not suspended.</param>
/// <param name="Activity">What is being done with it right now, if anything.</param>
public sealed record ServiceView(
    Guid Id, string Label, string ProductName, string State, string ObservedState, string? Ipv4, string? Ipv6, string? Region, string? OperatingSystem,
    int? RamGb, int? Vcpu, int? DiskGb, DateTimeOffset? NextDueAt, Money? RecurringPrice, IReadOnlyList<string> PowerActions, Uri? CredentialsUrl,
    ProvisioningProgress? Progress, IReadOnlyList<SuspensionReason>? SuspendedFor = null, ServiceActivity? Activity = null)
{
    /// <summary>The day of the company's calendar on which the next period is due.</summary>
    public DateOnly? NextDueOn { get; init; }
}

/// <param name="Percent">0 to 100.</param>
/// <param name="State">running, retrying, done or failed.</param>
public sealed record ProvisioningProgress(int Percent, string State, IReadOnlyList<ProgressStep> Steps);

/// <param name="Name">In plain English.</param>
/// <param name="State">pending, active, done or failed.</param>
/// <param name="Code">Which step it is, whatever the language: <c>Clone</c>.</param>
public sealed record ProgressStep(string Name, string State, string? Code = null);

/// <summary>Work on a service: suspend, unsuspend, resize, back_up, restore, terminate or reset_password.</summary>
/// <param name="State">running, retrying, awaiting_staff, done or failed.</param>
/// <param name="Percent">0 to 100.</param>
public sealed record ServiceActivity(
    Guid Id, LifecycleKind Kind, LifecycleJobState State, int Percent, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt,
    IReadOnlyList<ProgressStep> Steps)
{
    internal static ServiceActivity Of(LifecycleJob job) => new(
        job.Id, job.Kind, job.State, job.Percent, job.CreatedAt, job.FinishedAt,
        [.. job.Steps.Select(s => new ProgressStep(s.Name.InPlainWords(), s.State.ToString().ToLowerInvariant(), s.Name.ToString()))]);
}
