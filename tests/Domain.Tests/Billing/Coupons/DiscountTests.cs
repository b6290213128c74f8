using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FsCheck;
using FsCheck.Fluent;

namespace EzSolutions.Domain.Tests.Billing.Coupons;

public sealed class DiscountTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly AgreedDiscount Quarter = Percent("Q25", 25, cycles: 3);
    private static readonly CouponRules Rules = new(
        DiscountKind.Percent, 25, [], 0, 1, [], [], [], false, [], null, null, false, false);

    [Theory]
    [InlineData(1, 300)]
    [InlineData(3, 300)]
    [InlineData(4, 0)]
    public void O10_A_percentage_lasts_its_cycles_and_no_longer(int period, long off) => Off(period, 1_200, Quarter).ShouldBe(off);

    [Fact]
    public void O10_A_percentage_without_an_end_lasts() => Off(1_000, 1_200, Percent("Q25", 25, cycles: null)).ShouldBe(300);

    [Fact]
    public void O10_A_fixed_amount_never_takes_more_than_the_price()
    {
        Off(1, 1_200, Fixed("FIVE", 500)).ShouldBe(500);
        Off(1, 300, Fixed("FIVE", 500)).ShouldBe(300);
        Off(2, 1_200, Fixed("FIVE", 500)).ShouldBe(0);
    }

    [Theory]
    [InlineData(BillingCycle.Monthly, 1, 1_200)]
    [InlineData(BillingCycle.Monthly, 2, 1_200)]
    [InlineData(BillingCycle.Monthly, 3, 0)]
    [InlineData(BillingCycle.Annual, 1, 200)] // two of twelve months
    [InlineData(BillingCycle.Annual, 2, 0)]
    [InlineData(BillingCycle.Quarterly, 1, 800)] // two of three months
    public void O10_Free_months_are_free_whatever_the_cycle(BillingCycle cycle, int period, long off) =>
        PeriodDiscount.For([Free("TWO", 2)], Usd(1_200), cycle, period).Off.MinorUnits.ShouldBe(off);

    [Fact]
    public void O10_Stacked_percentages_come_off_what_is_left_and_fixed_amounts_last()
    {
        AgreedDiscount[] typed = [Fixed("FIVE", 500), Percent("TEN", 10, 1), Percent("HALF", 50, 1)];
        var discount = PeriodDiscount.For(typed, Usd(2_000), BillingCycle.Monthly, 1);
        discount.Off.MinorUnits.ShouldBe(1_000 + 100 + 500);
        discount.Label.ShouldBe("HALF: 50% off, TEN: 10% off, FIVE: $5.00 off");
        PeriodDiscount.For([.. typed.Reverse()], Usd(2_000), BillingCycle.Monthly, 1).ShouldBe(discount);
    }

    [Fact]
    public void O10_A_setup_fee_is_reached_only_by_percentages_that_say_so()
    {
        PeriodDiscount.ForSetup([Percent("HALF", 50, 1), Fixed("FIVE", 500)], Usd(1_000)).Off.MinorUnits.ShouldBe(0);
        PeriodDiscount.ForSetup([Percent("HALF", 50, 1) with { IncludesSetup = true }], Usd(1_000)).Off.MinorUnits.ShouldBe(500);
    }

    [Fact]
    public void O10_Nothing_is_ever_below_zero_and_order_never_matters()
    {
        var discounts = from percent in Gen.Choose(1, 100)
                        from months in Gen.Choose(1, 36)
                        from amount in Gen.Choose(1, 100_000)
                        from cycles in Gen.Choose(1, 5)
                        from pick in Gen.Choose(0, 2)
                        select pick switch { 0 => Percent($"P{percent}", percent, cycles), 1 => Fixed($"F{amount}", amount, cycles), _ => Free($"M{months}", months) };
        var cases = from list in Gen.NonEmptyListOf(discounts)
                    from price in Gen.Choose(0, 1_000_000)
                    from period in Gen.Choose(1, 40)
                    from cycle in Gen.Elements(Enum.GetValues<BillingCycle>())
                    select (list, price, period, cycle);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var list = c.list.DistinctBy(d => d.Code).ToList();
            var forward = PeriodDiscount.For(list, Usd(c.price), c.cycle, c.period);
            list.Reverse();
            return !forward.Off.IsNegative && forward.Off.MinorUnits <= c.price && forward == PeriodDiscount.For(list, Usd(c.price), c.cycle, c.period);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("coupon_not_for_product", "hosting-pro", BillingCycle.Monthly, 1_200)]
    [InlineData("coupon_not_for_cycle", "vps-m", BillingCycle.Annual, 1_200)]
    [InlineData("coupon_below_minimum", "vps-m", BillingCycle.Monthly, 999)]
    public void O10_An_order_it_is_not_for_is_refused(string code, string product, BillingCycle cycle, long price)
    {
        var coupon = Make(Rules with { Products = ["vps-m"], BillingCycles = [BillingCycle.Monthly], Minimums = [Usd(1_000)] });
        coupon.Agree(Use() with { ProductCode = product, Cycle = cycle, ListPrice = Usd(price) }).Error!.Code.ShouldBe(code);
        coupon.Agree(Use()).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void O10_Times_customers_and_currencies_are_checked()
    {
        var me = Guid.CreateVersion7();
        Make(Rules with { ValidUntil = Now }).Agree(Use()).Error!.Code.ShouldBe("coupon_expired");
        Make(Rules with { ValidFrom = Now.AddSeconds(1) }).Agree(Use()).Error!.Code.ShouldBe("coupon_not_yet_valid");
        Make(Rules with { Customers = [me] }).Agree(Use()).Error!.Code.ShouldBe("coupon_not_for_you");
        Make(Rules with { Customers = [me] }).Agree(Use() with { CustomerId = null }).Error!.Code.ShouldBe("coupon_sign_in");
        Make(Rules with { Customers = [me] }).Agree(Use() with { CustomerId = me }).IsSuccess.ShouldBeTrue();
        Make(Rules with { NewCustomersOnly = true }).Agree(Use() with { IsNewCustomer = false }).Error!.Code.ShouldBe("coupon_new_customers_only");
        Make(Rules with { Kind = DiscountKind.Fixed, Amounts = [Usd(100)] }).Agree(Use() with { ListPrice = new Money(1_200, Currency.Of("JPY")) })
            .Error!.Code.ShouldBe("coupon_not_in_currency");
        Make(Rules, perCustomer: 1).Agree(Use() with { EarlierUses = 1 }).Error!.Code.ShouldBe("coupon_already_used");
        var ended = Make(Rules);
        ended.End(Now);
        ended.Agree(Use()).Error!.Code.ShouldBe("coupon_expired");
    }

    private static CouponUse Use() => new(Guid.CreateVersion7(), "vps-m", BillingCycle.Monthly, Usd(1_200), 0, true, Now);

    private static Coupon Make(CouponRules rules, int? perCustomer = null)
    {
        var coupon = Coupon.Create(Guid.CreateVersion7(), "spring", Now);
        coupon.Change("", rules, null, perCustomer);
        return coupon;
    }

    private static long Off(int period, long price, AgreedDiscount discount) =>
        PeriodDiscount.For([discount], Usd(price), BillingCycle.Monthly, period).Off.MinorUnits;

    private static AgreedDiscount Percent(string code, decimal percent, int? cycles) => new(Guid.Empty, code, DiscountKind.Percent, percent, null, 0, cycles);

    private static AgreedDiscount Fixed(string code, long amount, int? cycles = 1) => new(Guid.Empty, code, DiscountKind.Fixed, 0, Usd(amount), 0, cycles);

    private static AgreedDiscount Free(string code, int months) => new(Guid.Empty, code, DiscountKind.FreePeriod, 0, null, months, null);

    private static Money Usd(long cents) => new(cents, Currency.Usd);
}
