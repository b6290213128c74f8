using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Subscriptions;

public enum RenewalState
{
    Open,
    Paid,

    /// <summary>Taken back: the service was cancelled, ended, or is no longer to be billed.</summary>
    Cancelled,
}

/// <summary>
/// One period of one service and the invoice that asks for it (O03: one per service and period). It carries the dates on which something is to
/// be done about it, as they were when it was issued.
/// </summary>
public sealed class Renewal : Aggregate
{
    private Renewal(Guid id)
        : base(id)
    {
    }

    private Renewal()
    {
    }

    public Guid SubscriptionId { get; private set; }

    public Guid ServiceId { get; private set; }

    public Guid CustomerId { get; private set; }

    public string ProductCode { get; private set; } = "";

    /// <summary>Null when the period is free (M11).</summary>
    public Guid? InvoiceId { get; private set; }

    public DateOnly PeriodStart { get; private set; }

    public DateOnly PeriodEnd { get; private set; }

    public RenewalState State { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the invoice went to the customer (O05).</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>The next reminder; null when there is none left.</summary>
    public DateOnly? RemindOn { get; private set; }

    /// <summary>The next try to take the money by ourselves; null when there is none left.</summary>
    public DateOnly? ChargeOn { get; private set; }

    /// <summary>O05: from this day an unpaid one suspends its service.</summary>
    public DateOnly SuspendOn { get; private set; }

    public int ChargeAttempts { get; private set; }

    /// <summary>What the last try came to; null while one is under way.</summary>
    public string? ChargeOutcome { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public BillingPeriod Period => new(PeriodStart, PeriodEnd);

    /// <summary>The day it is due is the day its period starts.</summary>
    public DateOnly DueOn => PeriodStart;

    /// <param name="period">The subscription's next.</param>
    public static Renewal Issue(
        Guid id, Subscription subscription, BillingPeriod period, Guid? invoiceId, BillingTerms terms, DateOnly today, DateTimeOffset now)
    {
        var renewal = new Renewal(id)
        {
            SubscriptionId = subscription.Id,
            ServiceId = subscription.ServiceId,
            CustomerId = subscription.CustomerId,
            ProductCode = subscription.ProductCode,
            InvoiceId = invoiceId,
            PeriodStart = period.Start,
            PeriodEnd = period.End,
            State = RenewalState.Open,
            CreatedAt = now,
            SuspendOn = Later(period.Start, today).AddDays(terms.SuspendAfter),
        };
        renewal.RemindOn = renewal.NextReminder(today, terms);
        renewal.ChargeOn = terms.Charges.Count > 0 ? period.Start.AddDays(terms.Charges[0]) : null;
        return renewal;
    }

    /// <summary>Went to the customer. A bill that came late gives as many days to pay it as one that came in time.</summary>
    public void Delivered(DateOnly today, BillingTerms terms, DateTimeOffset now)
    {
        DeliveredAt ??= now;
        SuspendOn = Later(SuspendOn, today.AddDays(terms.SuspendAfter));
    }

    /// <summary>A reminder went out; those that were missed are not made up for.</summary>
    public void Reminded(DateOnly today, BillingTerms terms) => RemindOn = NextReminder(today, terms);

    /// <summary>Begins a try, or goes on with the one that a crash left behind. False when that number is done or not its turn.</summary>
    public bool BeginCharge(int attempt, DateOnly today, BillingTerms terms)
    {
        if (State != RenewalState.Open)
            return false;
        if (attempt == ChargeAttempts)
            return ChargeOutcome is null;
        if (attempt != ChargeAttempts + 1 || ChargeOn is null || ChargeOn > today)
            return false;
        ChargeAttempts = attempt;
        ChargeOutcome = null;
        ChargeOn = terms.Charges.Select(days => (DateOnly?)DueOn.AddDays(days)).FirstOrDefault(day => day > today);
        return true;
    }

    /// <summary>A try that got no answer is made up for, whatever the schedule has left: it was not the customer who did not pay.</summary>
    public void ChargeAgain(int attempt, DateOnly on)
    {
        if (State == RenewalState.Open && attempt == ChargeAttempts && ChargeOutcome is null && (ChargeOn is null || ChargeOn > on))
            ChargeOn = on;
    }

    /// <summary>O05: a try is under way, or got no answer and is made up for.</summary>
    public bool ChargeUnanswered => ChargeAttempts > 0 && ChargeOutcome is null;

    public void ConcludeCharge(int attempt, string outcome)
    {
        if (attempt == ChargeAttempts)
            ChargeOutcome ??= outcome;
    }

    /// <summary>O08: the same period, asked for by another invoice.</summary>
    public void Reprice(Guid invoiceId, BillingPeriod period, string productCode)
    {
        Expect(State == RenewalState.Open && period.Start == PeriodStart, "repriced");
        (InvoiceId, PeriodEnd, ProductCode) = (invoiceId, period.End, productCode);
        DeliveredAt = null;
    }

    /// <summary>O04: once.</summary>
    public void Pay(DateTimeOffset now)
    {
        Expect(State == RenewalState.Open, "paid");
        Settle(RenewalState.Paid, now);
    }

    public void Cancel(DateTimeOffset now)
    {
        Expect(State == RenewalState.Open, "cancelled");
        Settle(RenewalState.Cancelled, now);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private DateOnly? NextReminder(DateOnly today, BillingTerms terms) =>
        terms.Reminders.Select(days => (DateOnly?)DueOn.AddDays(days)).FirstOrDefault(day => day > today);

    private void Settle(RenewalState state, DateTimeOffset now) => (State, SettledAt, RemindOn, ChargeOn) = (state, now, null, null);

    private void Expect(bool allowed, string verb)
    {
        if (!allowed)
            throw new InvalidOperationException($"O03: the renewal of service {ServiceId} from {PeriodStart:yyyy-MM-dd} is {State} and cannot be {verb}.");
    }
}
