using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// A cluster that runs virtual machines. Every call may be repeated: machines are named by numbers from our own books (P03), so that a
/// repeated creation is refused by the provider as taken instead of making a second machine. Nothing here throws for an outside failure.
/// </summary>
public interface IProvisioner
{
    /// <summary>Stable name of the cluster in our books.</summary>
    string Cluster { get; }

    /// <summary>The machine numbers that are ours to give.</summary>
    VmidRange Range { get; }

    /// <returns>Nodes with room for such a machine, best first.</returns>
    Task<ProvisionerResult<IReadOnlyList<string>>> FindRoomAsync(ServiceSpecs specs, CancellationToken ct);

    /// <returns>Every machine of the cluster that is no template.</returns>
    Task<ProvisionerResult<IReadOnlyList<MachineSummary>>> ListAsync(CancellationToken ct);

    /// <summary>Looks a machine up by number, wherever it is.</summary>
    /// <returns>Null when there is none.</returns>
    Task<ProvisionerResult<MachineDetails?>> LookAsync(int vmid, CancellationToken ct);

    /// <returns>The task that copies the system image.</returns>
    Task<ProvisionerResult<string>> CloneAsync(MachineOrder order, CancellationToken ct);

    /// <returns>Whether a copy that we asked for after <paramref name="since"/> is still running.</returns>
    Task<ProvisionerResult<bool>> IsCloningAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>Sets processor, memory, first login, network and our label.</summary>
    /// <returns>A task to wait for, or null when it is done.</returns>
    Task<ProvisionerResult<string?>> ConfigureAsync(MachinePlace place, MachineSetup setup, CancellationToken ct);

    /// <summary>Grows the system disk to that size; never shrinks it.</summary>
    Task<ProvisionerResult<string?>> ResizeAsync(MachinePlace place, int diskGb, CancellationToken ct);

    Task<ProvisionerResult<string>> PowerAsync(MachinePlace place, PowerAction action, CancellationToken ct);

    /// <returns>Our own task for that action begun after <paramref name="since"/>, if the provider knows of one.</returns>
    Task<ProvisionerResult<string?>> FindPowerTaskAsync(MachinePlace place, PowerAction action, DateTimeOffset since, CancellationToken ct);

    /// <summary>P05: how a task stands; only its exit status says success.</summary>
    Task<ProvisionerResult<MachineTask>> CheckTaskAsync(string taskId, CancellationToken ct);

    /// <summary>Whether the node starts the machine by itself after its own restart; a suspended one must not be.</summary>
    Task<ProvisionerResult<string?>> SetAutoStartAsync(MachinePlace place, bool on, CancellationToken ct);

    /// <summary>Sets processor and memory of a machine that is off.</summary>
    Task<ProvisionerResult<string?>> ScaleAsync(MachinePlace place, int vcpu, int ramGb, CancellationToken ct);

    /// <summary>Sets the password that the machine takes over when it starts next.</summary>
    Task<ProvisionerResult<string?>> SetPasswordAsync(MachinePlace place, string password, CancellationToken ct);

    /// <summary>Copies the machine's disk to the backup storage; the machine may run meanwhile.</summary>
    /// <returns>The task that copies.</returns>
    Task<ProvisionerResult<string>> BackUpAsync(MachinePlace place, BackupOrder order, CancellationToken ct);

    /// <returns>The complete backups of that machine number, whoever it belonged to; ours carry our id.</returns>
    Task<ProvisionerResult<IReadOnlyList<MachineBackup>>> ListBackupsAsync(MachinePlace place, CancellationToken ct);

    /// <summary>P04: replaces the machine's disk by that backup, only if the machine carries the label of that service; checked again right before.</summary>
    Task<ProvisionerResult<string>> RestoreAsync(MachinePlace place, Guid serviceId, string volume, CancellationToken ct);

    /// <returns>Our own task for that work begun after <paramref name="since"/> that runs or has ended well, if the provider knows of one.</returns>
    Task<ProvisionerResult<string?>> FindTaskAsync(MachinePlace place, MachineWork work, DateTimeOffset since, CancellationToken ct);

    Task<ProvisionerResult<MachineAddresses>> AddressesAsync(MachinePlace place, CancellationToken ct);

    /// <summary>P04: destroys the machine only if it carries the label of that service; checked again right before.</summary>
    Task<ProvisionerResult<string>> DestroyAsync(MachinePlace place, Guid serviceId, CancellationToken ct);
}

public sealed record MachineSummary(int Vmid, string Node, string Name, ObservedState Power, bool HasOurTag);

/// <param name="IsBeingMade">Locked by a copy that has not ended; name and label come only after it.</param>
/// <param name="Lock">The provider's word for what holds it, if anything.</param>
/// <param name="LabelledFor">The service named in our label on it.</param>
/// <param name="RamMb">As configured.</param>
/// <param name="DiskGb">Size of the system disk.</param>
/// <param name="AutoStart">Whether its node starts it by itself.</param>
public sealed record MachineDetails(
    int Vmid, string Node, bool IsBeingMade, string? Lock, Guid? LabelledFor, bool HasOurTag, ObservedState Power, int? Vcpu, int? RamMb, int? DiskGb,
    bool AutoStart = false);

/// <param name="OperatingSystem">As sold; the driver knows the template.</param>
public sealed record MachineOrder(MachinePlace Place, Guid ServiceId, string Hostname, string? OperatingSystem);

/// <param name="Password">P07: one-time; null with a key.</param>
public sealed record MachineSetup(Guid ServiceId, string Hostname, int Vcpu, int RamGb, string? SshKey, string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Hostname} {Vcpu}x{RamGb}";
}

/// <summary>Long work besides power that is looked for after a lost answer.</summary>
public enum MachineWork
{
    BackUp,
    Restore,
}

/// <param name="BackupId">Written into the provider's note of it, so that it is found again.</param>
/// <param name="Keep">How many of the machine's backups stay; older ones make room. Null keeps them all and this one for good.</param>
public sealed record BackupOrder(Guid BackupId, Guid ServiceId, int? Keep);

/// <param name="BackupId">Ours, if it is one of ours.</param>
/// <param name="Volume">The provider's name of it.</param>
public sealed record MachineBackup(Guid? BackupId, string Volume, long SizeBytes, DateTimeOffset CreatedAt);

public sealed record MachineAddresses(string? Ipv4, string? Ipv6);

/// <summary>How a provider's task stands.</summary>
public abstract record MachineTask
{
    private MachineTask()
    {
    }

    public sealed record Running : MachineTask;

    public sealed record Succeeded : MachineTask;

    public sealed record Failed(ProvisionerFault Fault) : MachineTask;
}
