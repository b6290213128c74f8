using System.Globalization;
using EzSolutions.Domain.Common;

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
public sealed class LifecycleJob : Aggregate
{
    private const int LogLimit = 200;
    private readonly List<LifecycleStep> _steps = [];
    private readonly List<string> _log = [];

    private LifecycleJob(Guid id, Service service, int number, LifecycleKind kind, LifecycleDetails details, DateTimeOffset now)
        : base(id)
    {
        ServiceId = service.Id;
        CustomerId = service.CustomerId;
        Number = number;
        Kind = kind;
        ConversationId = details.ConversationId;
        BackupId = details.BackupId;
        AskedBy = details.AskedBy;
        CreatedAt = now;
        NextRunAt = now;
        var steps = service.IsMachine ? LifecycleSteps.Of(kind) : LifecycleSteps.OfManual;
        _steps.AddRange(steps.Select((name, i) => new LifecycleStep(i + 1, name)));
        Note(now, $"{kind} of {service.Label}, asked for by {details.AskedBy}. {details.Why}".TrimEnd());
    }

    private LifecycleJob()
    {
    }

    public Guid ServiceId { get; private set; }

    public Guid CustomerId { get; private set; }

    /// <summary>Order among the service's jobs.</summary>
    public int Number { get; private set; }

    public LifecycleKind Kind { get; private set; }

    /// <summary>The conversation that asked, if any.</summary>
    public Guid? ConversationId { get; private set; }

    /// <summary>The backup that is made or brought back.</summary>
    public Guid? BackupId { get; private set; }

    public string AskedBy { get; private set; } = "";

    public LifecycleJobState State { get; private set; } = LifecycleJobState.Running;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public DateTimeOffset NextRunAt { get; private set; }

    public Guid? LeaseOwner { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    /// <summary>Whether the machine ran when the job began: it runs again afterwards.</summary>
    public bool? WasRunning { get; private set; }

    /// <summary>P07: the new password until the machine has it, sealed and bound to the service.</summary>
    public byte[]? SealedPassword { get; private set; }

    public byte[]? SealedRevealToken { get; private set; }

    /// <summary>Why it was given up, for staff.</summary>
    public string? GaveUpBecause { get; private set; }

    public IReadOnlyList<LifecycleStep> Steps => [.. _steps.OrderBy(s => s.Position)];

    /// <summary>What happened, oldest first; free of secrets (P07).</summary>
    public IReadOnlyList<string> Log => _log;

    public bool IsFinished => State is LifecycleJobState.Done or LifecycleJobState.Failed;

    /// <summary>The first step that is not done.</summary>
    public LifecycleStep Current => Steps.FirstOrDefault(s => s.State is not ProvisioningStepState.Done) ?? Steps[^1];

    public int Percent => State is LifecycleJobState.Done ? 100 : 100 * _steps.Count(s => s.State is ProvisioningStepState.Done) / _steps.Count;

    /// <param name="number">One more than the service's last job, taken under the service's lock.</param>
    public static LifecycleJob Create(Guid id, Service service, int number, LifecycleKind kind, LifecycleDetails details, DateTimeOffset now)
    {
        var job = new LifecycleJob(id, service, number, kind, details, now);
        job.Progressed();
        return job;
    }

    /// <summary>Takes or renews the right to work on it.</summary>
    public bool TryLease(Guid worker, DateTimeOffset now, TimeSpan length)
    {
        if (IsFinished || !new Lease(LeaseOwner, LockedUntil).CanBeTakenBy(worker, now))
            return false;
        LeaseOwner = worker;
        LockedUntil = now + length;
        return true;
    }

    /// <summary>Lets go until <paramref name="nextRunAt"/>.</summary>
    public void Release(DateTimeOffset nextRunAt)
    {
        LeaseOwner = null;
        LockedUntil = null;
        NextRunAt = nextRunAt;
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

    /// <summary>P02: written before the call, so that a crash in the call is known about.</summary>
    public void Intend(DateTimeOffset now, string what)
    {
        Current.Intend(now);
        Note(now, $"{Current.Name}: {what}");
    }

    public void FollowTask(DateTimeOffset now, string taskId)
    {
        Current.Follow(taskId);
        Note(now, $"{Current.Name}: task {taskId}");
    }

    public void ForgetTask() => Current.Follow(null);

    public void CompleteStep(DateTimeOffset now, string? note = null)
    {
        var step = Current;
        step.Complete(now);
        Note(now, $"{step.Name}: {note ?? "done."}");
        if (step.Name is LifecycleStepName.Close)
            Finish(LifecycleJobState.Done, now);
        Progressed();
    }

    /// <summary>A try that did not work.</summary>
    /// <returns>How often the step has failed by now.</returns>
    public int FailAttempt(DateTimeOffset now, string reason)
    {
        Current.FailOnce(reason);
        Note(now, $"{Current.Name}: try {Current.Attempts} failed: {reason}");
        if (State is not LifecycleJobState.Retrying)
        {
            State = LifecycleJobState.Retrying;
            Progressed();
        }

        return Current.Attempts;
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

    public void Note(DateTimeOffset now, string line)
    {
        if (_log.Count == LogLimit)
            _log.RemoveAt(1);
        _log.Add(string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z {line}"));
    }

    private void Finish(LifecycleJobState state, DateTimeOffset now)
    {
        State = state;
        FinishedAt = now;
        if (state is LifecycleJobState.Done)
            SealedPassword = SealedRevealToken = null;
        Release(now);
    }

    private void Progressed() => Raise(new LifecycleProgressed(Id, ServiceId, CustomerId, ConversationId, Kind));
}

/// <param name="ConversationId">The conversation that asks, if any.</param>
/// <param name="AskedBy">For the log: who, without personal data.</param>
/// <param name="Why">For the log.</param>
/// <param name="BackupId">The backup to make or to bring back.</param>
public sealed record LifecycleDetails(Guid? ConversationId, string AskedBy, string Why, Guid? BackupId = null);
