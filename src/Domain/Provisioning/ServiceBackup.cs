using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

public enum BackupPurpose
{
    /// <summary>Asked for by the customer or staff; the oldest ones make room.</summary>
    Requested,

    /// <summary>The last one before a service is removed (O06); kept until staff remove it.</summary>
    Final,
}

public enum BackupState
{
    Running,
    Done,
    Failed,

    /// <summary>Has made room for a newer one.</summary>
    Removed,
}

/// <summary>One backup of a service's machine. Its id is written into the provider's own note of it, so that it is found again (P02).</summary>
public sealed class ServiceBackup : Aggregate
{
    private ServiceBackup(Guid id, Guid serviceId, Guid customerId, BackupPurpose purpose, DateTimeOffset now)
        : base(id)
    {
        ServiceId = serviceId;
        CustomerId = customerId;
        Purpose = purpose;
        CreatedAt = now;
    }

    private ServiceBackup()
    {
    }

    public Guid ServiceId { get; private set; }

    public Guid CustomerId { get; private set; }

    public BackupPurpose Purpose { get; private set; }

    public BackupState State { get; private set; } = BackupState.Running;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>The provider's name of it.</summary>
    public string? Volume { get; private set; }

    public string? Node { get; private set; }

    public long? SizeBytes { get; private set; }

    public static ServiceBackup Begin(Guid id, Service service, BackupPurpose purpose, DateTimeOffset now) =>
        new(id, service.Id, service.CustomerId, purpose, now);

    public void Complete(string volume, string node, long sizeBytes, DateTimeOffset now)
    {
        if (State is BackupState.Done)
            return;
        State = BackupState.Done;
        Volume = volume;
        Node = node;
        SizeBytes = sizeBytes;
        CompletedAt = now;
    }

    public void Fail(DateTimeOffset now)
    {
        if (State is not BackupState.Running)
            return;
        State = BackupState.Failed;
        CompletedAt = now;
    }

    /// <summary>A failed job that is started again goes on with it.</summary>
    public void Reopen()
    {
        if (State is not BackupState.Failed)
            return;
        State = BackupState.Running;
        CompletedAt = null;
    }

    public void Remove() => State = BackupState.Removed;
}
