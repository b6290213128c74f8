namespace EzSolutions.Domain.Provisioning.Lifecycle;

/// <summary>One step of a lifecycle job as it stands.</summary>
public sealed class LifecycleStep
{
    internal LifecycleStep(int position, LifecycleStepName name)
    {
        Position = position;
        Name = name;
    }

    private LifecycleStep()
    {
    }

    public int Position { get; private set; }

    public LifecycleStepName Name { get; private set; }

    public ProvisioningStepState State { get; private set; } = ProvisioningStepState.Pending;

    /// <summary>Failed tries; waiting is none.</summary>
    public int Attempts { get; private set; }

    /// <summary>P02: when a vendor call was about to be made; set before it is.</summary>
    public DateTimeOffset? IntentAt { get; private set; }

    /// <summary>The provider's task that carries the step out.</summary>
    public string? TaskId { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public string? LastError { get; private set; }

    internal void Begin(DateTimeOffset now)
    {
        State = ProvisioningStepState.Active;
        StartedAt ??= now;
    }

    internal void Intend(DateTimeOffset now)
    {
        // The first intent stands: an earlier try whose answer was lost may be what a later look finds.
        IntentAt ??= now;
        TaskId = null;
    }

    internal void Follow(string? taskId) => TaskId = taskId;

    internal void Complete(DateTimeOffset now)
    {
        State = ProvisioningStepState.Done;
        FinishedAt = now;
        LastError = null;
    }

    internal void FailOnce(string error)
    {
        Attempts++;
        LastError = error;
        TaskId = null;
    }

    internal void Fail(DateTimeOffset now)
    {
        State = ProvisioningStepState.Failed;
        FinishedAt = now;
    }

    internal void Reset()
    {
        State = ProvisioningStepState.Pending;
        IntentAt = null;
        TaskId = null;
        StartedAt = FinishedAt = null;
        Attempts = 0;
    }
}
