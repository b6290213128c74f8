namespace EzSolutions.Domain.Provisioning;

/// <summary>What we want a service to be.</summary>
public enum ServiceState
{
    /// <summary>Paid for and on its way.</summary>
    Pending,
    Active,
    Suspended,
    Cancelled,
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
