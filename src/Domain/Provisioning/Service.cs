using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

/// <summary>Something a customer has bought and we keep running: what we want of it and what the provider says it is (design.md §5).</summary>
public sealed class Service : Aggregate
{
    private Service(Guid id, ServiceOrder order, DateTimeOffset now)
        : base(id)
    {
        CustomerId = order.CustomerId;
        OrderId = order.OrderId;
        OrderNumber = order.OrderNumber;
        Line = order.Line;
        Unit = order.Unit;
        ConversationId = order.ConversationId;
        ProductType = order.ProductType;
        ProductCode = order.ProductCode;
        ProductName = order.ProductName;
        Label = order.Label;
        RamGb = order.Specs.RamGb;
        Vcpu = order.Specs.Vcpu;
        DiskGb = order.Specs.DiskGb;
        OperatingSystem = order.OperatingSystem;
        Region = order.Region;
        SshKey = order.SshKey;
        Cycle = order.Cycle;
        RecurringPrice = order.RecurringPrice;
        CreatedAt = now;
        NextDueAt = now.AddMonths(order.Cycle.Months());
    }

    private Service()
    {
    }

    public Guid CustomerId { get; private set; }

    public Guid OrderId { get; private set; }

    public string OrderNumber { get; private set; } = "";

    public int Line { get; private set; }

    public int Unit { get; private set; }

    public Guid? ConversationId { get; private set; }

    public ProductType ProductType { get; private set; }

    public string ProductCode { get; private set; } = "";

    public string ProductName { get; private set; } = "";

    public string Label { get; private set; } = "";

    public int? RamGb { get; private set; }

    public int? Vcpu { get; private set; }

    public int? DiskGb { get; private set; }

    public string? OperatingSystem { get; private set; }

    public string? Region { get; private set; }

    public string? SshKey { get; private set; }

    public BillingCycle Cycle { get; private set; }

    public Money RecurringPrice { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset NextDueAt { get; private set; }

    public DateTimeOffset? ReadyAt { get; private set; }

    public ServiceState State { get; private set; } = ServiceState.Pending;

    public ObservedState Observed { get; private set; } = ObservedState.Unknown;

    public DateTimeOffset? ObservedAt { get; private set; }

    public string? FailureReason { get; private set; }

    public string? Cluster { get; private set; }

    public string? Node { get; private set; }

    public int? Vmid { get; private set; }

    public string? Ipv4 { get; private set; }

    public string? Ipv6 { get; private set; }

    /// <summary>P07: the first password, sealed and bound to this row; erased when shown.</summary>
    public byte[]? SealedPassword { get; private set; }

    /// <summary>The one-use token of the page that shows the password, sealed so that its link can be given out until then.</summary>
    public byte[]? SealedRevealToken { get; private set; }

    public DateTimeOffset? CredentialsShownAt { get; private set; }

    public MachinePlace? Place => Cluster is { } cluster && Node is { } node && Vmid is { } vmid ? new MachinePlace(cluster, node, vmid) : null;

    public bool HasCredentials => SealedPassword is not null;

    public static Service Create(Guid id, ServiceOrder order, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(order.Label))
            throw new ArgumentException("A service needs a label.", nameof(order));
        return new Service(id, order, now);
    }

    /// <summary>What may be asked of the machine's power in the state it was last seen in.</summary>
    public IReadOnlyList<PowerAction> PossibleActions() => State is not ServiceState.Active || Vmid is null ? [] : PossibleActions(Observed);

    public static IReadOnlyList<PowerAction> PossibleActions(ObservedState observed) => observed switch
    {
        ObservedState.Running => [PowerAction.Reboot, PowerAction.Shutdown, PowerAction.Stop],
        ObservedState.Stopped => [PowerAction.Start],
        _ => [],
    };

    public Error? Refuses(PowerAction action)
    {
        if (State is not ServiceState.Active || Vmid is null)
            return ServiceErrors.NotActive;
        return PossibleActions().Contains(action) ? null : ServiceErrors.PowerNotPossible(action, Observed);
    }

    /// <summary>The machine that is being made for it. A later attempt may be elsewhere.</summary>
    public void PlaceAt(MachinePlace place)
    {
        Expect(ServiceState.Pending);
        Cluster = place.Cluster;
        Node = place.Node;
        Vmid = place.Vmid;
        Observed = ObservedState.Provisioning;
    }

    /// <summary>The machine is not there any more.</summary>
    public void Unplace()
    {
        Cluster = Node = null;
        Vmid = null;
        Ipv4 = Ipv6 = null;
        SealedPassword = SealedRevealToken = null;
        Observed = ObservedState.Unknown;
    }

    public void KeepCredentials(byte[] sealedPassword, byte[] sealedRevealToken)
    {
        Expect(ServiceState.Pending);
        SealedPassword = sealedPassword;
        SealedRevealToken = sealedRevealToken;
    }

    /// <summary>Takes the sealed password out for showing it; there is no second time (P07).</summary>
    public Result<byte[]> TakePassword(DateTimeOffset now)
    {
        if (SealedPassword is not { } password)
            return CredentialsShownAt is null ? ServiceErrors.CredentialsNotFound : ServiceErrors.CredentialsGone;
        SealedPassword = null;
        CredentialsShownAt = now;
        return password;
    }

    public void SetAddresses(string? ipv4, string? ipv6)
    {
        if (ipv4 is null && ipv6 is null)
            throw new InvalidOperationException("A machine without any address is not reachable.");
        Ipv4 = ipv4;
        Ipv6 = ipv6;
    }

    public void Activate(DateTimeOffset now)
    {
        Expect(ServiceState.Pending);
        State = ServiceState.Active;
        ReadyAt = now;
        FailureReason = null;
        if (Vmid is not null)
            Observe(ObservedState.Running, Node, now);
        Raise(new ServiceReady(Id, OrderId, CustomerId, ConversationId));
    }

    /// <param name="reason">For the customer, plain words.</param>
    public void Fail(string reason)
    {
        Expect(ServiceState.Pending);
        State = ServiceState.Failed;
        FailureReason = reason;
        Unplace();
        Raise(new ServiceFailed(Id, OrderId, CustomerId, ConversationId, reason));
    }

    /// <summary>P08: staff try again what failed.</summary>
    public void Reopen()
    {
        Expect(ServiceState.Failed);
        State = ServiceState.Pending;
        FailureReason = null;
    }

    /// <summary>What the provider says now.</summary>
    public void Observe(ObservedState observed, string? node, DateTimeOffset now)
    {
        Observed = observed;
        Node = node ?? Node;
        ObservedAt = now;
    }

    private void Expect(ServiceState state)
    {
        if (State != state)
            throw new InvalidOperationException($"Service {Id} is {State}, not {state}.");
    }
}
