namespace EzSolutions.Domain.Provisioning;

/// <summary>One step of the making of a machine.</summary>
public sealed class ProvisioningStep : JobStep
{
    internal ProvisioningStep(ProvisioningStepName name) => Name = name;

    private ProvisioningStep()
    {
    }

    public ProvisioningStepName Name { get; private set; }

    internal override string Title => Name.ToString();

    internal override void Intend(DateTimeOffset now)
    {
        IntentAt = now;
        TaskId = null;
    }
}
