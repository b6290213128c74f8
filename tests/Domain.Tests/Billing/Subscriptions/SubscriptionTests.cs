using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Tests.Billing.Subscriptions;

public sealed class SubscriptionTests
{
    private static readonly DateOnly Start = new(2027, 1, 31);
    private static readonly DateTimeOffset Now = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly BillingTerms Terms = BillingTerms.Default;

    [Fact]
    public void O04_a_renewal_moves_the_due_date_from_the_old_due_date_however_late_it_is_paid()
    {
        var subscription = New();
        var renewal = Issue(subscription, Start.AddDays(21));
        subscription.Renew(renewal.Period);
        (subscription.PeriodStart, subscription.PeriodEnd).ShouldBe((new DateOnly(2027, 2, 28), new DateOnly(2027, 3, 31)));
        Should.Throw<InvalidOperationException>(() => subscription.Renew(renewal.Period));
    }

    [Fact]
    public void O03_there_is_one_open_renewal_at_a_time()
    {
        var subscription = New();
        subscription.RenewalIssued();
        Should.Throw<InvalidOperationException>(subscription.RenewalIssued);
    }

    [Fact]
    public void A_trial_is_due_when_it_ends_and_bills_from_there()
    {
        var subscription = New(trial: 14);
        subscription.State.ShouldBe(SubscriptionState.Trial);
        subscription.PeriodEnd.ShouldBe(new DateOnly(2027, 2, 14));
        subscription.NextPeriod().ShouldBe(new BillingPeriod(new DateOnly(2027, 2, 14), new DateOnly(2027, 3, 14)));
        subscription.Renew(subscription.NextPeriod());
        (subscription.State, subscription.Periods).ShouldBe((SubscriptionState.Active, 1));
    }

    [Fact]
    public void A_price_announced_holds_for_periods_that_start_on_its_day_or_later()
    {
        var subscription = New();
        subscription.AnnouncePrice(Usd(1_500), new DateOnly(2027, 3, 31));
        subscription.Renew(subscription.NextPeriod());
        subscription.Price.ShouldBe(Usd(1_200));
        subscription.Renew(subscription.NextPeriod());
        (subscription.Price, subscription.NextPrice).ShouldBe((Usd(1_500), null));
    }

    [Fact]
    public void A_cancellation_can_be_taken_back_until_it_ends()
    {
        var subscription = New();
        subscription.CancelAtPeriodEnd(SubscriptionEnd.CustomerCancelled).IsSuccess.ShouldBeTrue();
        subscription.CancelsOn.ShouldBe(subscription.PeriodEnd);
        subscription.CancelAtPeriodEnd(SubscriptionEnd.CustomerCancelled).Error.ShouldBe(SubscriptionErrors.AlreadyCancelled);
        subscription.Reactivate().IsSuccess.ShouldBeTrue();
        subscription.Reactivate().Error.ShouldBe(SubscriptionErrors.NotCancelled);
        subscription.End(SubscriptionEnd.StaffCancelled, Now);
        subscription.Reactivate().Error.ShouldBe(SubscriptionErrors.Ended);
    }

    [Fact]
    public void Reminders_and_charges_come_on_their_days_and_are_not_made_up_for()
    {
        var renewal = Issue(New(), today: new DateOnly(2027, 2, 21));
        (renewal.DueOn, renewal.RemindOn, renewal.ChargeOn, renewal.SuspendOn)
            .ShouldBe((new DateOnly(2027, 2, 28), new DateOnly(2027, 2, 25), new DateOnly(2027, 2, 28), new DateOnly(2027, 3, 3)));

        renewal.Reminded(new DateOnly(2027, 3, 2), Terms);
        renewal.RemindOn.ShouldBe(new DateOnly(2027, 3, 3));
        renewal.BeginCharge(1, new DateOnly(2027, 2, 27), Terms).ShouldBeFalse();
        renewal.BeginCharge(1, new DateOnly(2027, 3, 2), Terms).ShouldBeTrue();
        renewal.ChargeOn.ShouldBe(new DateOnly(2027, 3, 3));
        renewal.BeginCharge(1, new DateOnly(2027, 3, 2), Terms).ShouldBeTrue("a crash left it without an outcome");
        renewal.ConcludeCharge(1, "declined");
        renewal.BeginCharge(1, new DateOnly(2027, 3, 2), Terms).ShouldBeFalse();
        renewal.BeginCharge(2, new DateOnly(2027, 3, 2), Terms).ShouldBeFalse();
        renewal.BeginCharge(2, new DateOnly(2027, 3, 9), Terms).ShouldBeTrue();
        renewal.ChargeOn.ShouldBeNull();
    }

    [Fact]
    public void A_charge_without_an_answer_is_made_up_for_the_next_day_and_only_then()
    {
        var renewal = Issue(New(), today: new DateOnly(2027, 2, 21));
        var last = new DateOnly(2027, 3, 5);
        renewal.BeginCharge(1, last, Terms).ShouldBeTrue();
        (renewal.ChargeOn, renewal.ChargeUnanswered).ShouldBe((null, true));
        renewal.ChargeAgain(2, last.AddDays(1));
        renewal.ChargeOn.ShouldBeNull("that is not the last try");
        renewal.ChargeAgain(1, last.AddDays(1));
        renewal.ChargeAgain(1, last.AddDays(9));
        renewal.ChargeOn.ShouldBe(last.AddDays(1));
        renewal.BeginCharge(2, last.AddDays(1), Terms).ShouldBeTrue();
        renewal.ConcludeCharge(2, "declined");
        renewal.ChargeAgain(2, last.AddDays(2));
        (renewal.ChargeOn, renewal.ChargeUnanswered).ShouldBe((null, false), "the customer's bank has answered");
    }

    [Fact]
    public void O05_a_bill_that_comes_late_gives_as_many_days_to_pay_it()
    {
        var renewal = Issue(New(), today: new DateOnly(2027, 4, 10));
        renewal.SuspendOn.ShouldBe(new DateOnly(2027, 4, 13));
        renewal.Delivered(new DateOnly(2027, 4, 12), Terms, Now);
        renewal.SuspendOn.ShouldBe(new DateOnly(2027, 4, 15));
    }

    [Fact]
    public void A_product_differs_only_in_what_it_says()
    {
        var terms = Terms.With(new TermsOverride(RenewalLead: 14, SuspendAfter: 10));
        terms.ShouldBe(Terms with { RenewalLead = 14, SuspendAfter = 10 });
    }

    private static Subscription New(int trial = 0) => Subscription.Start(
        Guid.CreateVersion7(),
        new SubscribedService(
            Guid.CreateVersion7(), Guid.CreateVersion7(), "web1", "vps-m", "VPS M", BillingCycle.Monthly, Usd(1_200), TaxClasses.Standard, null, []),
        Start, trial, Now);

    private static Renewal Issue(Subscription subscription, DateOnly today) =>
        Renewal.Issue(Guid.CreateVersion7(), subscription, subscription.NextPeriod(), Guid.CreateVersion7(), Terms, today, Now);

    private static Money Usd(long minorUnits) => new(minorUnits, Currency.Usd);
}
