namespace EzSolutions.Domain.Provisioning.Lifecycle;

/// <summary>One step of a lifecycle job.</summary>
public sealed class LifecycleStep : JobStep
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

    internal override string Title => Name.ToString();

    internal override void Intend(DateTimeOffset now)
    {
        // The first intent stands: an earlier try whose answer was lost may be what a later look finds.
        IntentAt ??= now;
        TaskId = null;
    }
}
