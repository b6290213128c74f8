namespace EzSolutions.Application.Provisioning;

/// <summary>Why a provider did not do what it was asked, classified by its driver.</summary>
public abstract record ProvisionerFault
{
    private ProvisionerFault(string reason) => Reason = reason;

    /// <summary>For staff and logs: the provider's words, free of secrets.</summary>
    public string Reason { get; }

    /// <summary>The number is in use by a machine that is there already.</summary>
    public sealed record Taken(string Why) : ProvisionerFault(Why);

    /// <summary>Storage or memory of that node is full.</summary>
    public sealed record NoRoom(string Why) : ProvisionerFault(Why);

    /// <summary>Not now, but without anything being wrong: locked by a running task, agent not up yet.</summary>
    public sealed record NotReady(string Why) : ProvisionerFault(Why);

    /// <summary>The provider understood and will never do it: a wrong parameter, a missing template.</summary>
    public sealed record Refused(string Why) : ProvisionerFault(Why);

    /// <summary>P05: it may or may not have happened (time-out, lost answer, 595, any 500): look again before acting again.</summary>
    public sealed record Unknown(string Why) : ProvisionerFault(Why);
}

/// <summary>A provider's answer, or the one fault that says why there is none.</summary>
public sealed class ProvisionerResult<T>
{
    private readonly T? _value;

    private ProvisionerResult(T? value, ProvisionerFault? fault)
    {
        _value = value;
        Fault = fault;
    }

    public ProvisionerFault? Fault { get; }

    public T Value => Fault is null ? _value! : throw new InvalidOperationException($"No value: {Fault}");

    public static implicit operator ProvisionerResult<T>(T value) => new(value, null);

    public static implicit operator ProvisionerResult<T>(ProvisionerFault fault) => new(default, fault);
}
