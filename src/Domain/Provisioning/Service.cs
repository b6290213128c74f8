using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

/// <summary>Something a customer has bought and we keep running: what we want of it and what the provider says it is (design.md §5).</summary>
public sealed class Service : Aggregate
{
    private readonly List<Suspension> _suspensions = [];

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

    /// <summary>Since when it is switched off, for whatever reasons; null when it is not.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    public DateTimeOffset? TerminatedAt { get; private set; }

    public TerminationReason? TerminationReason { get; private set; }

    /// <summary>Every suspension there was; those that hold keep it off.</summary>
    public IReadOnlyList<Suspension> Suspensions => _suspensions;

    /// <summary>Whether a driver runs it; everything else is looked after by hand.</summary>
    public bool IsMachine => ProductType is ProductType.Vps;

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
        if (State is ServiceState.Suspended)
            return ServiceErrors.Suspended(_suspensions.Where(s => s.Holds).Select(s => s.Reason));
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

    /// <summary>Switches it off for a reason; the machine follows. Being off for it already changes nothing.</summary>
    /// <returns>Whether that changed anything.</returns>
    public Result<bool> Suspend(Guid id, SuspensionReason reason, string note, string by, DateTimeOffset now)
    {
        if (State is not (ServiceState.Active or ServiceState.Suspended))
            return ServiceErrors.NotRunning(State);
        if (_suspensions.Exists(s => s.Holds && s.Reason == reason))
            return false;
        _suspensions.Add(new Suspension(id, reason, note, by, now));
        State = ServiceState.Suspended;
        SuspendedAt ??= now;
        Raise(new ServiceSuspended(Id, CustomerId, ConversationId, reason, note));
        return true;
    }

    /// <summary>O07: lifts that reason and no other; the service comes back when none is left.</summary>
    /// <returns>Whether it is to come back.</returns>
    public Result<bool> Unsuspend(SuspensionReason reason, DateTimeOffset now)
    {
        if (State is ServiceState.Terminating or ServiceState.Terminated)
            return ServiceErrors.NotRunning(State);
        if (_suspensions.Find(s => s.Holds && s.Reason == reason) is not { } held)
            return false;
        held.Lift(now);
        if (_suspensions.Exists(s => s.Holds))
            return false;
        State = ServiceState.Active;
        SuspendedAt = null;
        Raise(new ServiceUnsuspended(Id, CustomerId, ConversationId, reason));
        return true;
    }

    /// <summary>What it is from now on, as sold; the machine follows. A disk never shrinks.</summary>
    public Result<Done> ChangePlan(string productCode, string productName, ServiceSpecs specs)
    {
        if (State is not (ServiceState.Active or ServiceState.Suspended))
            return ServiceErrors.NotRunning(State);
        if (specs.DiskGb is { } wanted && DiskGb is { } has && wanted < has)
            return ServiceErrors.DiskCannotShrink(has, wanted);
        ProductCode = productCode;
        ProductName = productName;
        RamGb = specs.RamGb ?? RamGb;
        Vcpu = specs.Vcpu ?? Vcpu;
        DiskGb = specs.DiskGb ?? DiskGb;
        return Done.Value;
    }

    /// <summary>The machine is as big as was sold.</summary>
    public void Resized() => Raise(new ServiceResized(Id, CustomerId, ConversationId, ProductCode));

    public void BackedUp(Guid backupId, BackupPurpose purpose) => Raise(new ServiceBackedUp(Id, CustomerId, ConversationId, backupId, purpose));

    /// <summary>O06: desired first; the machine is backed up, then destroyed.</summary>
    /// <returns>Whether that changed anything.</returns>
    public Result<bool> BeginTermination(TerminationReason reason)
    {
        if (State is ServiceState.Terminating or ServiceState.Terminated)
            return false;
        if (State is ServiceState.Pending)
            return ServiceErrors.StillPending;
        State = ServiceState.Terminating;
        TerminationReason = reason;
        return true;
    }

    /// <summary>O06: the provider has confirmed that it is gone.</summary>
    public void Terminate(DateTimeOffset now)
    {
        Expect(ServiceState.Terminating);
        State = ServiceState.Terminated;
        TerminatedAt = now;
        SuspendedAt = null;
        Unplace();
        Raise(new ServiceTerminated(Id, CustomerId, ConversationId, TerminationReason ?? Provisioning.TerminationReason.Staff));
    }

    /// <summary>The machine has a new password; the page that shows it once works again.</summary>
    public void RenewCredentials(byte[] sealedPassword, byte[] sealedRevealToken)
    {
        SealedPassword = sealedPassword;
        SealedRevealToken = sealedRevealToken;
        CredentialsShownAt = null;
    }

    /// <summary>What its subscription says, for show.</summary>
    public void Bill(Money recurringPrice, BillingCycle cycle, DateTimeOffset nextDueAt) =>
        (RecurringPrice, Cycle, NextDueAt) = (recurringPrice, cycle, nextDueAt);

    private void Expect(ServiceState state)
    {
        if (State != state)
            throw new InvalidOperationException($"Service {Id} is {State}, not {state}.");
    }
}
