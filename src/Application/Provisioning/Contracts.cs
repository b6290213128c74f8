using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Provisioning;

/// <param name="Label">What people call it: its hostname.</param>
/// <param name="State">Desired state: pending, active, suspended, cancelled, terminated, failed.</param>
/// <param name="ObservedState">What the provider last said: unknown, provisioning, running, stopped.</param>
/// <param name="PowerActions">What may be asked of it now: start, stop, reboot, shutdown.</param>
/// <param name="CredentialsUrl">A page that shows the first password once; null when there is none (any more).</param>
public sealed record ServiceView(
    Guid Id, string Label, string ProductName, string State, string ObservedState, string? Ipv4, string? Ipv6, string? Region, string? OperatingSystem,
    int? RamGb, int? Vcpu, int? DiskGb, DateTimeOffset? NextDueAt, Money? RecurringPrice, IReadOnlyList<string> PowerActions, Uri? CredentialsUrl,
    ProvisioningProgress? Progress);

/// <param name="Percent">0 to 100.</param>
/// <param name="State">running, retrying, done or failed.</param>
public sealed record ProvisioningProgress(int Percent, string State, IReadOnlyList<ProgressStep> Steps);

/// <param name="State">pending, active, done or failed.</param>
public sealed record ProgressStep(string Name, string State);
