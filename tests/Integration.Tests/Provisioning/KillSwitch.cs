using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>Plays a process that is killed at the nth point where something outside it happens; from then on it does nothing any more.</summary>
internal sealed class KillSwitch
{
    private int _passed;
    private int? _at;
    private bool _dead;

    public bool Struck => _dead;

    /// <summary>Kills at that point; 0 never does.</summary>
    public void Arm(int at)
    {
        _passed = 0;
        _at = at;
        _dead = false;
    }

    /// <summary>A new process.</summary>
    public void Restart() => Arm(0);

    public void Pass()
    {
        if (_dead || ++_passed == _at)
        {
            _dead = true;
            throw new KilledException();
        }
    }
}

public sealed class KilledException : Exception
{
    public KilledException()
        : base("The process was killed here.")
    {
    }

    public KilledException(string message)
        : base(message)
    {
    }

    public KilledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

internal sealed class MortalUnitOfWork(IUnitOfWork inner, KillSwitch kill) : IUnitOfWork
{
    public bool IsActive => inner.IsActive;

    public void AfterCommit(Action hint) => inner.AfterCommit(hint);

    public async Task<Result<T>> RunAsync<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        if (inner.IsActive)
            return await inner.RunAsync(work, ct);
        kill.Pass();
        var result = await inner.RunAsync(work, ct);
        kill.Pass();
        return result;
    }
}

/// <summary>Can be killed before a call leaves and after it has been carried out.</summary>
internal sealed class MortalProvisioner(IProvisioner inner, KillSwitch kill) : IProvisioner
{
    public string Cluster => inner.Cluster;

    public VmidRange Range => inner.Range;

    public Task<ProvisionerResult<IReadOnlyList<string>>> FindRoomAsync(ServiceSpecs specs, CancellationToken ct) =>
        inner.FindRoomAsync(specs, ct);

    public Task<ProvisionerResult<IReadOnlyList<MachineSummary>>> ListAsync(CancellationToken ct) => inner.ListAsync(ct);

    public Task<ProvisionerResult<MachineDetails?>> LookAsync(int vmid, CancellationToken ct) => inner.LookAsync(vmid, ct);

    public Task<ProvisionerResult<string>> CloneAsync(MachineOrder order, CancellationToken ct) => ThroughAsync(() => inner.CloneAsync(order, ct));

    public Task<ProvisionerResult<bool>> IsCloningAsync(DateTimeOffset since, CancellationToken ct) => inner.IsCloningAsync(since, ct);

    public Task<ProvisionerResult<string?>> ConfigureAsync(MachinePlace place, MachineSetup setup, CancellationToken ct) =>
        ThroughAsync(() => inner.ConfigureAsync(place, setup, ct));

    public Task<ProvisionerResult<string?>> ResizeAsync(MachinePlace place, int diskGb, CancellationToken ct) =>
        ThroughAsync(() => inner.ResizeAsync(place, diskGb, ct));

    public Task<ProvisionerResult<string>> PowerAsync(MachinePlace place, PowerAction action, CancellationToken ct) =>
        ThroughAsync(() => inner.PowerAsync(place, action, ct));

    public Task<ProvisionerResult<string?>> FindPowerTaskAsync(
        MachinePlace place, PowerAction action, DateTimeOffset since, CancellationToken ct) => inner.FindPowerTaskAsync(place, action, since, ct);

    public Task<ProvisionerResult<MachineTask>> CheckTaskAsync(string taskId, CancellationToken ct) => inner.CheckTaskAsync(taskId, ct);

    public Task<ProvisionerResult<MachineAddresses>> AddressesAsync(MachinePlace place, CancellationToken ct) => inner.AddressesAsync(place, ct);

    public Task<ProvisionerResult<string>> DestroyAsync(MachinePlace place, Guid serviceId, CancellationToken ct) =>
        ThroughAsync(() => inner.DestroyAsync(place, serviceId, ct));

    public Task<ProvisionerResult<string?>> SetAutoStartAsync(MachinePlace place, bool on, CancellationToken ct) =>
        ThroughAsync(() => inner.SetAutoStartAsync(place, on, ct));

    public Task<ProvisionerResult<string?>> ScaleAsync(MachinePlace place, int vcpu, int ramGb, CancellationToken ct) =>
        ThroughAsync(() => inner.ScaleAsync(place, vcpu, ramGb, ct));

    public Task<ProvisionerResult<string?>> SetPasswordAsync(MachinePlace place, string password, CancellationToken ct) =>
        ThroughAsync(() => inner.SetPasswordAsync(place, password, ct));

    public Task<ProvisionerResult<string>> BackUpAsync(MachinePlace place, BackupOrder order, CancellationToken ct) =>
        ThroughAsync(() => inner.BackUpAsync(place, order, ct));

    public Task<ProvisionerResult<IReadOnlyList<MachineBackup>>> ListBackupsAsync(MachinePlace place, CancellationToken ct) =>
        inner.ListBackupsAsync(place, ct);

    public Task<ProvisionerResult<string>> RestoreAsync(MachinePlace place, Guid serviceId, string volume, CancellationToken ct) =>
        ThroughAsync(() => inner.RestoreAsync(place, serviceId, volume, ct));

    public Task<ProvisionerResult<string?>> FindTaskAsync(MachinePlace place, MachineWork work, DateTimeOffset since, CancellationToken ct) =>
        inner.FindTaskAsync(place, work, since, ct);

    private async Task<T> ThroughAsync<T>(Func<Task<T>> call)
    {
        kill.Pass();
        var result = await call();
        kill.Pass();
        return result;
    }
}
