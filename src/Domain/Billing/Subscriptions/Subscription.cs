using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Subscriptions;

public enum SubscriptionState
{
    /// <summary>Nothing is paid yet; the first period is due when the trial ends.</summary>
    Trial,
    Active,

    /// <summary>For non-payment: what is due has to be paid first.</summary>
    Suspended,
    Ended,
}

public enum SubscriptionEnd
{
    CustomerCancelled,
    NotPaid,
    StaffCancelled,

    /// <summary>The service is gone for another reason.</summary>
    ServiceGone,
}

/// <summary>What a service costs and until when it is paid. One per service; it begins when the service is ready for its customer.</summary>
public sealed class Subscription : Aggregate
{
    private Subscription(Guid id)
        : base(id)
    {
    }

    private Subscription()
    {
    }

    public Guid ServiceId { get; private set; }

    public Guid CustomerId { get; private set; }

    /// <summary>What people call the service.</summary>
    public string Label { get; private set; } = "";

    public string ProductCode { get; private set; } = "";

    public string ProductName { get; private set; } = "";

    public BillingCycle Cycle { get; private set; }

    /// <summary>M09: for one cycle, as it was sold; the catalogue does not change it.</summary>
    public Money Price { get; private set; }

    /// <summary>What kind of thing it is for tax (M10).</summary>
    public string TaxClass { get; private set; } = TaxClasses.Standard;

    public string? CommodityCode { get; private set; }

    /// <summary>O10: what coupons agreed with the order take off its periods.</summary>
    public IReadOnlyList<AgreedDiscount> Discounts { get; private set; } = [];

    /// <summary>The day of the month that periods start on, where the month has it.</summary>
    public int AnchorDay { get; private set; }

    public DateOnly PeriodStart { get; private set; }

    /// <summary>Paid until here; the next period starts and is due on this day.</summary>
    public DateOnly PeriodEnd { get; private set; }

    public SubscriptionState State { get; private set; }

    /// <summary>The next period is invoiced and not yet paid.</summary>
    public bool RenewalOpen { get; private set; }

    /// <summary>How many periods were begun, the first included.</summary>
    public int Periods { get; private set; }

    /// <summary>In the currency of <see cref="Price"/>; see <see cref="NextPrice"/>.</summary>
    public long? NextPriceMinorUnits { get; private set; }

    public DateOnly? NextPriceFrom { get; private set; }

    /// <summary>A price announced for periods that start on <see cref="NextPriceFrom"/> or later.</summary>
    public Money? NextPrice => NextPriceMinorUnits is { } amount ? new Money(amount, Price.Currency) : null;

    /// <summary>It ends on this day, because it was cancelled.</summary>
    public DateOnly? CancelsOn { get; private set; }

    public SubscriptionEnd? CancelledBy { get; private set; }

    public DateOnly? SuspendedOn { get; private set; }

    /// <summary>When a suspended one is to be terminated (O06).</summary>
    public DateOnly? TerminateOn { get; private set; }

    /// <summary>Why nothing is invoiced until staff have looked at it; null when all is well.</summary>
    public string? HeldFor { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public SubscriptionEnd? EndReason { get; private set; }

    /// <param name="today">The company's day the service became ready.</param>
    public static Subscription Start(Guid id, SubscribedService service, DateOnly today, int trialDays, DateTimeOffset now)
    {
        var firstDue = trialDays > 0 ? today.AddDays(trialDays) : BillingPeriod.From(today, service.Cycle, today.Day).End;
        return new Subscription(id)
        {
            ServiceId = service.ServiceId,
            CustomerId = service.CustomerId,
            Label = service.Label,
            ProductCode = service.ProductCode,
            ProductName = service.ProductName,
            Cycle = service.Cycle,
            Price = service.Price,
            TaxClass = service.TaxClass,
            CommodityCode = service.CommodityCode,
            Discounts = service.Discounts,
            AnchorDay = trialDays > 0 ? firstDue.Day : today.Day,
            PeriodStart = today,
            PeriodEnd = firstDue,
            State = trialDays > 0 ? SubscriptionState.Trial : SubscriptionState.Active,
            Periods = trialDays > 0 ? 0 : 1,
            CreatedAt = now,
        };
    }

    /// <summary>The plan as it is billed now.</summary>
    public PlanTerms Plan => new(ProductCode, ProductName, Cycle, Price, TaxClass, CommodityCode);

    /// <summary>The period that follows the paid one.</summary>
    /// <param name="cycle">Null takes the present one.</param>
    public BillingPeriod NextPeriod(BillingCycle? cycle = null) => BillingPeriod.From(PeriodEnd, cycle ?? Cycle, AnchorDay);

    /// <summary>O10: what is off a price in a period, by the period's number alone.</summary>
    /// <param name="ahead">0 is the paid period, 1 the next.</param>
    public PeriodDiscount DiscountFor(PlanTerms plan, int ahead) =>
        PeriodDiscount.For(Discounts, plan.Price, plan.Cycle, Math.Max(1, Periods + ahead));

    /// <summary>What a period costs that starts on this day.</summary>
    public Money PriceFor(DateOnly start) => NextPrice is { } next && NextPriceFrom <= start ? next : Price;

    /// <summary>The next period has been invoiced; O03: until that is settled there is no other.</summary>
    public void RenewalIssued()
    {
        Expect(!RenewalOpen && State != SubscriptionState.Ended, "invoiced again");
        RenewalOpen = true;
    }

    /// <summary>The renewal's invoice was taken back.</summary>
    public void RenewalWithdrawn() => RenewalOpen = false;

    /// <summary>O04: moves the due date from the old due date; called once per renewal, by the one that was paid.</summary>
    public void Renew(BillingPeriod period)
    {
        Expect(period.Start == PeriodEnd && State != SubscriptionState.Ended, "renewed");
        Price = PriceFor(period.Start);
        if (NextPriceFrom <= period.Start)
            (NextPriceMinorUnits, NextPriceFrom) = (null, null);
        (PeriodStart, PeriodEnd, RenewalOpen) = (period.Start, period.End, false);
        Periods++;
        State = SubscriptionState.Active;
        (SuspendedOn, TerminateOn) = (null, null);
        Raise(new SubscriptionRenewed(Id, ServiceId, CustomerId, period));
    }

    public void Suspend(DateOnly today, BillingTerms terms)
    {
        Expect(State is SubscriptionState.Active or SubscriptionState.Trial, "suspended");
        (State, SuspendedOn, TerminateOn) = (SubscriptionState.Suspended, today, today.AddDays(terms.TerminateAfter));
    }

    /// <summary>Ends with what is paid for; it can be taken back until then.</summary>
    public Result<Done> CancelAtPeriodEnd(SubscriptionEnd by)
    {
        if (State == SubscriptionState.Ended)
            return SubscriptionErrors.Ended;
        if (CancelsOn is not null)
            return SubscriptionErrors.AlreadyCancelled;
        (CancelsOn, CancelledBy) = (PeriodEnd, by);
        return Done.Value;
    }

    public Result<Done> Reactivate()
    {
        if (State == SubscriptionState.Ended)
            return SubscriptionErrors.Ended;
        if (CancelsOn is null)
            return SubscriptionErrors.NotCancelled;
        (CancelsOn, CancelledBy) = (null, null);
        return Done.Value;
    }

    public void End(SubscriptionEnd reason, DateTimeOffset now)
    {
        if (State == SubscriptionState.Ended)
            return;
        (State, EndReason, EndedAt, RenewalOpen, TerminateOn, HeldFor) = (SubscriptionState.Ended, reason, now, false, null, null);
        Raise(new SubscriptionEnded(Id, ServiceId, CustomerId, reason));
    }

    /// <summary>M09: a price announced in time, for periods that start on this day or later.</summary>
    public void AnnouncePrice(Money price, DateOnly from) =>
        (NextPriceMinorUnits, NextPriceFrom) = price.Currency == Price.Currency
            ? (price.MinorUnits, from)
            : throw new InvalidOperationException($"Subscription {Id} is billed in {Price.Currency}.");

    /// <summary>From now on it is this plan; what is paid already stays paid.</summary>
    public void ChangePlan(PlanTerms plan)
    {
        Expect(State != SubscriptionState.Ended, "changed");
        (ProductCode, ProductName, Cycle, Price) = (plan.ProductCode, plan.ProductName, plan.Cycle, plan.Price);
        (TaxClass, CommodityCode) = (plan.TaxClass, plan.CommodityCode);
        (NextPriceMinorUnits, NextPriceFrom) = (null, null);
    }

    /// <summary>Nothing is invoiced for it until staff release it.</summary>
    public void Hold(string reason) => HeldFor = reason;

    public Result<Done> Release()
    {
        if (HeldFor is null)
            return SubscriptionErrors.NotHeld;
        HeldFor = null;
        return Done.Value;
    }

    private void Expect(bool allowed, string verb)
    {
        if (!allowed)
            throw new InvalidOperationException($"Subscription {Id} is {State}, paid until {PeriodEnd:yyyy-MM-dd}, and cannot be {verb}.");
    }
}

/// <summary>What a subscription takes over from the service it bills.</summary>
public sealed record SubscribedService(
    Guid ServiceId, Guid CustomerId, string Label, string ProductCode, string ProductName, BillingCycle Cycle, Money Price,
    string TaxClass, string? CommodityCode, IReadOnlyList<AgreedDiscount> Discounts);

/// <summary>A plan at its price for one cycle.</summary>
public sealed record PlanTerms(string ProductCode, string ProductName, BillingCycle Cycle, Money Price, string TaxClass, string? CommodityCode);
