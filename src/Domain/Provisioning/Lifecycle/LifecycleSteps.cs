namespace EzSolutions.Domain.Provisioning.Lifecycle;

/// <summary>What can become of a service's machine after it was made.</summary>
public enum LifecycleKind
{
    Suspend,
    Unsuspend,
    Resize,
    BackUp,
    Restore,
    Terminate,
    ResetPassword,
}

/// <summary>Small idempotent steps, each recorded before and after (P02).</summary>
public enum LifecycleStepName
{
    FindMachine,

    /// <summary>No driver can do it: staff are asked.</summary>
    ByHand,
    BackUp,
    AutoStartOff,
    AutoStartOn,
    SetPassword,
    ShutDown,
    Restore,
    Scale,
    GrowDisk,
    Start,
    Destroy,

    /// <summary>The books agree.</summary>
    Close,
}

public static class LifecycleSteps
{
    /// <summary>The way of a machine.</summary>
    public static IReadOnlyList<LifecycleStepName> Of(LifecycleKind kind) => kind switch
    {
        LifecycleKind.Suspend => [LifecycleStepName.FindMachine, LifecycleStepName.AutoStartOff, LifecycleStepName.ShutDown, LifecycleStepName.Close],
        LifecycleKind.Unsuspend => [LifecycleStepName.FindMachine, LifecycleStepName.AutoStartOn, LifecycleStepName.Start, LifecycleStepName.Close],
        LifecycleKind.Resize =>
        [
            LifecycleStepName.FindMachine, LifecycleStepName.ShutDown, LifecycleStepName.Scale, LifecycleStepName.GrowDisk, LifecycleStepName.Start,
            LifecycleStepName.Close,
        ],
        LifecycleKind.BackUp => [LifecycleStepName.FindMachine, LifecycleStepName.BackUp, LifecycleStepName.Close],
        // An older backup brings an older size back, so the size is set again.
        LifecycleKind.Restore =>
        [
            LifecycleStepName.FindMachine, LifecycleStepName.ShutDown, LifecycleStepName.Restore, LifecycleStepName.Scale, LifecycleStepName.GrowDisk,
            LifecycleStepName.Start, LifecycleStepName.Close,
        ],
        // O06: nothing is destroyed before the backup is there.
        LifecycleKind.Terminate =>
        [
            LifecycleStepName.FindMachine, LifecycleStepName.BackUp, LifecycleStepName.AutoStartOff, LifecycleStepName.ShutDown, LifecycleStepName.Destroy,
            LifecycleStepName.Close,
        ],
        // Cloud-init reads the new password when the machine starts.
        LifecycleKind.ResetPassword =>
        [
            LifecycleStepName.FindMachine, LifecycleStepName.SetPassword, LifecycleStepName.ShutDown, LifecycleStepName.Start, LifecycleStepName.Close,
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a lifecycle kind."),
    };

    public static IReadOnlyList<LifecycleStepName> OfManual { get; } = [LifecycleStepName.ByHand, LifecycleStepName.Close];

    public static string InPlainWords(this LifecycleStepName step) => step switch
    {
        LifecycleStepName.FindMachine => "Looking at the server",
        LifecycleStepName.ByHand => "Our staff take care of it",
        LifecycleStepName.BackUp => "Backing up the disk",
        LifecycleStepName.AutoStartOff => "Turning automatic start off",
        LifecycleStepName.AutoStartOn => "Turning automatic start on",
        LifecycleStepName.SetPassword => "Setting a new password",
        LifecycleStepName.ShutDown => "Shutting the server down",
        LifecycleStepName.Restore => "Bringing the backup back",
        LifecycleStepName.Scale => "Setting processor and memory",
        LifecycleStepName.GrowDisk => "Growing the disk",
        LifecycleStepName.Start => "Starting the server",
        LifecycleStepName.Destroy => "Removing the server",
        LifecycleStepName.Close => "Done",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Not a step."),
    };
}
