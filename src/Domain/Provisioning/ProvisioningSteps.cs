namespace EzSolutions.Domain.Provisioning;

/// <summary>The steps of making a machine, in order; each is idempotent and recorded before and after (P02).</summary>
public enum ProvisioningStepName
{
    ReserveCapacity,
    AllocateId,
    Clone,
    Configure,
    Resize,
    Start,
    WaitForAddress,
    Ready,
}

public enum ProvisioningStepState
{
    Pending,
    Active,
    Done,
    Failed,
}

/// <summary>What customers read of the steps, and how far each one brings the machine.</summary>
public static class ProvisioningSteps
{
    public static readonly IReadOnlyList<ProvisioningStepName> InOrder = Enum.GetValues<ProvisioningStepName>();

    public static string InPlainWords(this ProvisioningStepName step) => step switch
    {
        ProvisioningStepName.ReserveCapacity => "Finding room for your server",
        ProvisioningStepName.AllocateId => "Reserving its place",
        ProvisioningStepName.Clone => "Copying the system image",
        ProvisioningStepName.Configure => "Setting processor, memory and login",
        ProvisioningStepName.Resize => "Growing the disk",
        ProvisioningStepName.Start => "Starting the server",
        ProvisioningStepName.WaitForAddress => "Waiting for an address",
        ProvisioningStepName.Ready => "Ready",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Not a step."),
    };

    /// <summary>Percent reached once the step is done.</summary>
    public static int PercentWhenDone(this ProvisioningStepName step) => step switch
    {
        ProvisioningStepName.ReserveCapacity => 5,
        ProvisioningStepName.AllocateId => 10,
        ProvisioningStepName.Clone => 55,
        ProvisioningStepName.Configure => 65,
        ProvisioningStepName.Resize => 72,
        ProvisioningStepName.Start => 82,
        ProvisioningStepName.WaitForAddress => 97,
        ProvisioningStepName.Ready => 100,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Not a step."),
    };
}
