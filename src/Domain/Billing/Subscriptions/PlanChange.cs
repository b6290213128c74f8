using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Subscriptions;

public enum PlanChangeState
{
    /// <summary>O08: applied when its invoice is paid.</summary>
    AwaitingPayment,

    /// <summary>Applied when the next period starts.</summary>
    Scheduled,
    Applied,
    Withdrawn,
}

/// <summary>Another plan or cycle for a service, at the price it was agreed at.</summary>
public sealed class PlanChange : Aggregate
{
    private PlanChange(Guid id)
        : base(id)
    {
    }

    private PlanChange()
    {
    }

    public Guid SubscriptionId { get; private set; }

    public Guid ServiceId { get; private set; }

    public Guid CustomerId { get; private set; }

    public string FromProductCode { get; private set; } = "";

    public string ToProductCode { get; private set; } = "";

    public string ToProductName { get; private set; } = "";

    public BillingCycle ToCycle { get; private set; }

    /// <summary>For one whole cycle, as quoted (M09).</summary>
    public Money ToPrice { get; private set; }

    public string TaxClass { get; private set; } = "";

    public string? CommodityCode { get; private set; }

    /// <summary>What asks for the rest of the current period; null when nothing is due.</summary>
    public Guid? InvoiceId { get; private set; }

    public PlanChangeState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The company's day it lapses on unpaid, or takes effect when scheduled.</summary>
    public DateOnly On { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public PlanTerms Plan => new(ToProductCode, ToProductName, ToCycle, ToPrice, TaxClass, CommodityCode);

    public static PlanChange Agree(Guid id, Subscription subscription, PlanTerms plan, PlanChangeState state, Guid? invoiceId, DateOnly on, DateTimeOffset now) => new(id)
    {
        SubscriptionId = subscription.Id,
        ServiceId = subscription.ServiceId,
        CustomerId = subscription.CustomerId,
        FromProductCode = subscription.ProductCode,
        ToProductCode = plan.ProductCode,
        ToProductName = plan.ProductName,
        ToCycle = plan.Cycle,
        ToPrice = plan.Price,
        TaxClass = plan.TaxClass,
        CommodityCode = plan.CommodityCode,
        InvoiceId = invoiceId,
        State = state,
        CreatedAt = now,
        On = on,
    };

    public bool IsOpen => State is PlanChangeState.AwaitingPayment or PlanChangeState.Scheduled;

    public void Apply(DateTimeOffset now)
    {
        if (!IsOpen)
            throw new InvalidOperationException($"O08: a plan change that is {State} cannot be applied.");
        (State, EndedAt) = (PlanChangeState.Applied, now);
        Raise(new PlanChangeApplied(Id, SubscriptionId, ServiceId, CustomerId, ToProductCode));
    }

    public void Withdraw(DateTimeOffset now)
    {
        if (IsOpen)
            (State, EndedAt) = (PlanChangeState.Withdrawn, now);
    }
}
