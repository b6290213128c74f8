using System.Globalization;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

public enum ProvisioningJobState
{
    Running,

    /// <summary>A step did not work and is tried again later.</summary>
    Retrying,

    /// <summary>Given up; what was made is being undone.</summary>
    Compensating,
    Done,
    Failed,
}

/// <summary>
/// The persisted making of one machine (design.md §5): which step, what was intended before each outside call, what came of it. A crash at
/// any point leaves enough here to go on.
/// </summary>
public sealed class ProvisioningJob : Aggregate
{
    private const int LogLimit = 200;
    private readonly List<ProvisioningStep> _steps = [];
    private readonly List<string> _log = [];
    private readonly List<string> _nodesTried = [];

    private ProvisioningJob(Guid id, Service service, DateTimeOffset now)
        : base(id)
    {
        ServiceId = service.Id;
        OrderId = service.OrderId;
        CustomerId = service.CustomerId;
        ConversationId = service.ConversationId;
        CreatedAt = now;
        NextRunAt = now;
        _steps.AddRange(ProvisioningSteps.InOrder.Select(name => new ProvisioningStep(name)));
        Note(now, $"Order {service.OrderNumber}: {service.ProductName}, {service.Label}.");
    }

    private ProvisioningJob()
    {
    }

    public Guid ServiceId { get; private set; }

    public Guid OrderId { get; private set; }

    public Guid CustomerId { get; private set; }

    public Guid? ConversationId { get; private set; }

    public ProvisioningJobState State { get; private set; } = ProvisioningJobState.Running;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>When it is next due; a sweeper looks for those nobody took up.</summary>
    public DateTimeOffset NextRunAt { get; private set; }

    public Guid? LeaseOwner { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    /// <summary>Failed tries at undoing.</summary>
    public int CompensationAttempts { get; private set; }

    /// <summary>Why it was given up, for staff.</summary>
    public string? GaveUpBecause { get; private set; }

    public string? Node { get; private set; }

    public int? Vmid { get; private set; }

    public IReadOnlyList<ProvisioningStep> Steps => [.. _steps.OrderBy(s => s.Name)];

    /// <summary>What happened, oldest first; free of secrets (P07).</summary>
    public IReadOnlyList<string> Log => _log;

    /// <summary>Nodes without room so far.</summary>
    public IReadOnlyList<string> NodesTried => _nodesTried;

    public bool IsFinished => State is ProvisioningJobState.Done or ProvisioningJobState.Failed;

    /// <summary>The first step that is not done.</summary>
    public ProvisioningStep Current => Steps.FirstOrDefault(s => s.State is not ProvisioningStepState.Done) ?? Steps[^1];

    public int Percent => State is ProvisioningJobState.Done ? 100 : Steps.Where(s => s.State is ProvisioningStepState.Done)
        .Select(s => s.Name.PercentWhenDone()).DefaultIfEmpty(0).Max();

    public static ProvisioningJob Create(Guid id, Service service, DateTimeOffset now)
    {
        var job = new ProvisioningJob(id, service, now);
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
        if (step.State is ProvisioningStepState.Active && State is ProvisioningJobState.Running)
            return;
        if (step.State is not ProvisioningStepState.Active)
            Note(now, $"{step.Name}: started.");
        step.Begin(now);
        State = ProvisioningJobState.Running;
        Progressed();
    }

    public void ChooseNode(string node) => Node = node;

    public void Allocate(int vmid) => Vmid = vmid;

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

    public void CompleteStep(DateTimeOffset now)
    {
        var step = Current;
        step.Complete(now);
        Note(now, $"{step.Name}: done.");
        if (step.Name is ProvisioningStepName.Ready)
        {
            State = ProvisioningJobState.Done;
            FinishedAt = now;
            Release(now);
        }

        Progressed();
    }

    /// <summary>A try that did not work.</summary>
    /// <returns>How often the step has failed by now.</returns>
    public int FailAttempt(DateTimeOffset now, string reason)
    {
        Current.FailOnce(reason);
        Note(now, $"{Current.Name}: try {Current.Attempts} failed: {reason}");
        if (State is not ProvisioningJobState.Retrying)
        {
            State = ProvisioningJobState.Retrying;
            Progressed();
        }

        return Current.Attempts;
    }

    /// <summary>The number is somebody else's, or not to be trusted: take another one.</summary>
    public void TakeAnotherVmid(DateTimeOffset now, string reason)
    {
        Note(now, $"Number {Vmid} is left alone: {reason}");
        FailAttempt(now, reason);
        Vmid = null;
        GoBackTo(ProvisioningStepName.AllocateId);
    }

    /// <summary>There is no room on that node: look for another one.</summary>
    public void TakeAnotherNode(DateTimeOffset now, string reason)
    {
        FailAttempt(now, reason);
        if (Node is { } node && !_nodesTried.Contains(node))
            _nodesTried.Add(node);
        Node = null;
        Vmid = null;
        GoBackTo(ProvisioningStepName.ReserveCapacity);
    }

    /// <summary>Every node has been tried: start over with all of them.</summary>
    public void ForgetNodesTried() => _nodesTried.Clear();

    public void GiveUp(DateTimeOffset now, string reason)
    {
        Current.Fail(now);
        State = ProvisioningJobState.Compensating;
        GaveUpBecause = reason;
        Note(now, $"Given up: {reason}");
        Progressed();
    }

    public int FailCompensation(DateTimeOffset now, string reason)
    {
        Note(now, $"Undoing did not work: {reason}");
        return ++CompensationAttempts;
    }

    /// <summary>Undone, or left to staff.</summary>
    public void Finish(DateTimeOffset now, string note)
    {
        State = ProvisioningJobState.Failed;
        FinishedAt = now;
        Vmid = null;
        Note(now, note);
        Release(now);
        Progressed();
    }

    /// <summary>P08: staff start it again from the beginning.</summary>
    public void Restart(DateTimeOffset now, string byWhom)
    {
        if (State is not ProvisioningJobState.Failed)
            throw new InvalidOperationException($"Job {Id} is {State}; only a failed one is restarted.");
        foreach (var step in _steps)
            step.Reset(keepAttempts: false);
        State = ProvisioningJobState.Running;
        FinishedAt = null;
        GaveUpBecause = null;
        CompensationAttempts = 0;
        Node = null;
        Vmid = null;
        _nodesTried.Clear();
        Note(now, $"Started again by {byWhom}.");
        Release(now);
        Progressed();
    }

    public void Note(DateTimeOffset now, string line)
    {
        if (_log.Count == LogLimit)
            _log.RemoveAt(1);
        _log.Add(string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z {line}"));
    }

    private void GoBackTo(ProvisioningStepName name)
    {
        foreach (var step in _steps.Where(s => s.Name >= name))
            step.Reset(keepAttempts: true);
    }

    private void Progressed() => Raise(new ServiceProgressed(ServiceId, CustomerId, ConversationId));
}
