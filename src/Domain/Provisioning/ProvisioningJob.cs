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
public sealed class ProvisioningJob : SteppedJob<ProvisioningStep>
{
    private readonly List<ProvisioningStep> _steps = [];
    private readonly List<string> _nodesTried = [];

    private ProvisioningJob(Guid id, Service service, DateTimeOffset now)
        : base(id, service, service.ConversationId, now)
    {
        OrderId = service.OrderId;
        _steps.AddRange(ProvisioningSteps.InOrder.Select(name => new ProvisioningStep(name)));
        Note(now, $"Order {service.OrderNumber}: {service.ProductName}, {service.Label}.");
    }

    private ProvisioningJob()
    {
    }

    public Guid OrderId { get; private set; }

    public ProvisioningJobState State { get; private set; } = ProvisioningJobState.Running;

    /// <summary>Failed tries at undoing.</summary>
    public int CompensationAttempts { get; private set; }

    public string? Node { get; private set; }

    public int? Vmid { get; private set; }

    public override IReadOnlyList<ProvisioningStep> Steps => [.. _steps.OrderBy(s => s.Name)];

    /// <summary>Nodes without room so far.</summary>
    public IReadOnlyList<string> NodesTried => _nodesTried;

    public int Percent => State is ProvisioningJobState.Done ? 100 : Steps.Where(s => s.State is ProvisioningStepState.Done)
        .Select(s => s.Name.PercentWhenDone()).DefaultIfEmpty(0).Max();

    private protected override bool IsRetrying => State is ProvisioningJobState.Retrying;

    public static ProvisioningJob Create(Guid id, Service service, DateTimeOffset now)
    {
        var job = new ProvisioningJob(id, service, now);
        job.Progressed();
        return job;
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
            step.Reset();
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

    private void GoBackTo(ProvisioningStepName name)
    {
        foreach (var step in _steps.Where(s => s.Name >= name))
            step.Reset(keepAttempts: true);
    }

    private protected override void RetryLater() => State = ProvisioningJobState.Retrying;

    private protected override void Progressed() => Raise(new ServiceProgressed(ServiceId, CustomerId, ConversationId));
}
