namespace EzSolutions.Domain.Provisioning;

/// <summary>What we want a service to be.</summary>
public enum ServiceState
{
    /// <summary>Paid for and on its way.</summary>
    Pending,
    Active,

    /// <summary>Switched off for a reason; its data is kept. What is observed follows.</summary>
    Suspended,
    Cancelled,

    /// <summary>To be removed: backed up first, then destroyed. Nothing brings it back.</summary>
    Terminating,

    /// <summary>Gone, as the provider has confirmed (O06).</summary>
    Terminated,

    /// <summary>Could not be made; staff have a ticket.</summary>
    Failed,
}

/// <summary>What the provider last said it is.</summary>
public enum ObservedState
{
    Unknown,
    Provisioning,
    Running,
    Stopped,
}
