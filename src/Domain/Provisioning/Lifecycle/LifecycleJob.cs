namespace EzSolutions.Domain.Provisioning.Lifecycle;

public enum LifecycleJobState
{
    Running,

    /// <summary>A step did not work and is tried again later.</summary>
    Retrying,

    /// <summary>Waits until staff say that they have done it.</summary>
    AwaitingStaff,
    Done,
    Failed,
}

/// <summary>
/// The persisted suspending, resizing, backing up, restoring or removing of one service (design.md §5). The jobs of a service run one after
/// the other, in the order they were asked for; a crash at any point leaves enough here to go on.
/// </summary>
public sealed class LifecycleJob : SteppedJob<LifecycleStep>
{
    private readonly List<LifecycleStep> _steps = [];

    private LifecycleJob(Guid id, Service service, int number, LifecycleKind kind, LifecycleDetails details, DateTimeOffset now)
        : base(id, service, details.ConversationId, now)
    {
        Number = number;
        Kind = kind;
        BackupId = details.BackupId;
        AskedBy = details.AskedBy;
        var steps = service.IsMachine ? LifecycleSteps.Of(kind) : LifecycleSteps.OfManual;
        _steps.AddRange(steps.Select((name, i) => new LifecycleStep(i + 1, name)));
        Note(now, $"{kind} of {service.Label}, asked for by {details.AskedBy}. {details.Why}".TrimEnd());
    }

    private LifecycleJob()
    {
    }

    /// <summary>Order among the service's jobs.</summary>
    public int Number { get; private set; }

    public LifecycleKind Kind { get; private set; }

    /// <summary>The backup that is made or brought back.</summary>
    public Guid? BackupId { get; private set; }

    public string AskedBy { get; private set; } = "";

    public LifecycleJobState State { get; private set; } = LifecycleJobState.Running;

    /// <summary>Whether the machine ran when the job began: it runs again afterwards.</summary>
    public bool? WasRunning { get; private set; }

    /// <summary>P07: the new password until the machine has it, sealed and bound to the service.</summary>
    public byte[]? SealedPassword { get; private set; }

    public byte[]? SealedRevealToken { get; private set; }

    public override IReadOnlyList<LifecycleStep> Steps => [.. _steps.OrderBy(s => s.Position)];

    public int Percent => State is LifecycleJobState.Done ? 100 : 100 * _steps.Count(s => s.State is ProvisioningStepState.Done) / _steps.Count;

    private protected override bool IsRetrying => State is LifecycleJobState.Retrying;

    /// <param name="number">One more than the service's last job, taken under the service's lock.</param>
    public static LifecycleJob Create(Guid id, Service service, int number, LifecycleKind kind, LifecycleDetails details, DateTimeOffset now)
    {
        var job = new LifecycleJob(id, service, number, kind, details, now);
        job.Progressed();
        return job;
    }

    public void BeginStep(DateTimeOffset now)
    {
        var step = Current;
        if (step.State is not ProvisioningStepState.Active)
            Note(now, $"{step.Name}: started.");
        step.Begin(now);
        State = LifecycleJobState.Running;
        Progressed();
    }

    public void Found(bool running) => WasRunning ??= running;

    public void KeepPassword(byte[] sealedPassword, byte[] sealedRevealToken)
    {
        SealedPassword ??= sealedPassword;
        SealedRevealToken ??= sealedRevealToken;
    }

    public void CompleteStep(DateTimeOffset now, string? note = null)
    {
        var step = Current;
        step.Complete(now);
        Note(now, $"{step.Name}: {note ?? "done."}");
        if (step.Name is LifecycleStepName.Close)
            Finish(LifecycleJobState.Done, now);
        Progressed();
    }

    public void AwaitStaff(DateTimeOffset now)
    {
        State = LifecycleJobState.AwaitingStaff;
        Release(now);
        Progressed();
    }

    public void GiveUp(DateTimeOffset now, string reason)
    {
        Current.Fail(now);
        GaveUpBecause = reason;
        Note(now, $"Given up: {reason}");
        Finish(LifecycleJobState.Failed, now);
        Progressed();
    }

    /// <summary>There is nothing (more) to do, e.g. what was wanted is not wanted any more.</summary>
    public void EndEarly(DateTimeOffset now, string note)
    {
        Note(now, note);
        Finish(LifecycleJobState.Done, now);
        Progressed();
    }

    /// <summary>P08: staff start it again where it stopped.</summary>
    public void Resume(DateTimeOffset now, string byWhom)
    {
        if (State is not LifecycleJobState.Failed)
            throw new InvalidOperationException($"Job {Id} is {State}; only a failed one is started again.");
        Current.Reset();
        State = LifecycleJobState.Running;
        FinishedAt = null;
        GaveUpBecause = null;
        Note(now, $"Started again by {byWhom}.");
        Release(now);
        Progressed();
    }

    /// <summary>P08: staff have done by hand what was left; only the books are still to be closed.</summary>
    public void DoneByHand(DateTimeOffset now, string byWhom)
    {
        foreach (var step in Steps.Where(s => s.Name is not LifecycleStepName.Close && s.State is not ProvisioningStepState.Done))
            step.Complete(now);
        State = LifecycleJobState.Running;
        FinishedAt = null;
        GaveUpBecause = null;
        Steps[^1].Reset();
        Note(now, $"The rest was done by hand, says {byWhom}.");
        Release(now);
        Progressed();
    }

    private void Finish(LifecycleJobState state, DateTimeOffset now)
    {
        State = state;
        FinishedAt = now;
        if (state is LifecycleJobState.Done)
            SealedPassword = SealedRevealToken = null;
        Release(now);
    }

    private protected override void RetryLater() => State = LifecycleJobState.Retrying;

    private protected override void Progressed() => Raise(new LifecycleProgressed(Id, ServiceId, CustomerId, ConversationId, Kind));
}

/// <param name="ConversationId">The conversation that asks, if any.</param>
/// <param name="AskedBy">For the log: who, without personal data.</param>
/// <param name="Why">For the log.</param>
/// <param name="BackupId">The backup to make or to bring back.</param>
public sealed record LifecycleDetails(Guid? ConversationId, string AskedBy, string Why, Guid? BackupId = null);
