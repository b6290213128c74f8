namespace EzSolutions.Domain.Provisioning;

/// <summary>One step of a job as it stands.</summary>
public abstract class JobStep
{
    private protected JobStep()
    {
    }

    public ProvisioningStepState State { get; private set; } = ProvisioningStepState.Pending;

    /// <summary>Failed tries; waiting is none.</summary>
    public int Attempts { get; private set; }

    /// <summary>P02: when a vendor call was about to be made; set before it is.</summary>
    public DateTimeOffset? IntentAt { get; private protected set; }

    /// <summary>The provider's task that carries the step out.</summary>
    public string? TaskId { get; private protected set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>Its name in the log.</summary>
    internal abstract string Title { get; }

    internal void Begin(DateTimeOffset now)
    {
        State = ProvisioningStepState.Active;
        StartedAt ??= now;
    }

    internal abstract void Intend(DateTimeOffset now);

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

    /// <param name="keepAttempts">So that going back over the same steps still comes to an end.</param>
    internal void Reset(bool keepAttempts = false)
    {
        State = ProvisioningStepState.Pending;
        IntentAt = null;
        TaskId = null;
        StartedAt = FinishedAt = null;
        if (!keepAttempts)
            Attempts = 0;
    }
}
