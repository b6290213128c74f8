namespace EzSolutions.Domain.Provisioning;

/// <summary>What a customer can ask of a machine's power switch.</summary>
public enum PowerAction
{
    Start,

    /// <summary>Hard off.</summary>
    Stop,
    Reboot,

    /// <summary>Asks the operating system to shut down.</summary>
    Shutdown,
}
