using System.Globalization;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

/// <summary>Coupons, charges, credit, refunds, cards and plan changes. Amounts and dates always come from the books, never from a text.</summary>
internal sealed class AccountTexts(Phrases phrases, Show show) : TextSection(phrases, "Account")
{
    public string CouponTopic => Say();

    public string AskCoupon => Say();

    public string AskCouponOrder => Say();

    public string CouponOnOrder(string code) => Say([("code", code)]);

    public string CouponKept(string code) => Say([("code", code)]);

    public string CouponLeftOut(string why) => Say([("why", why)]);

    public string CouponTitle(string code, string order) => Say([("code", code), ("order", order)]);

    public string CouponText => Say();

    public string Before => Say();

    public string NewTotal => Say();

    public string UseCoupon(Money total) => SayOne(total.IsZero ? "Free" : "Pay", [("total", show.Amount(total))]);

    public string CouponChanged => Say();

    public string CouponUsed(string order, string? invoice) => SayOne(invoice is null ? "Free" : "Less", [("order", order), ("invoice", invoice)]);

    public string ChargeTopic => Say();

    public string NoSuchCharge => Say();

    public string ChargeTitle(string invoice) => Say([("invoice", invoice)]);

    public string Discounted(Money off, string? label) => Say([("label", label ?? Discount), ("off", show.Amount(off))]);

    public string Discount => Say();

    public string Paid => Say();

    public string CreditNotes => Say();

    /// <summary>E.g. <c>21 November 2026: invoice issued, $14.28 owed</c>.</summary>
    public string LedgerEntry(DateTimeOffset at, string kind, string reference, Money amount) => SayOne(
        amount.IsNegative ? "Off" : "Owed",
        [("day", show.Day(at)), ("kind", KindName(kind, reference)), ("amount", show.Amount(amount.IsNegative ? -amount : amount))]);

    /// <param name="entry">The end of the entry's id, enough to find it by.</param>
    public string LedgerLabel(string entry) => Say([("entry", entry)]);

    public string KindName(string kind, string reference) => SayOne(kind, $"{kind.Replace('_', ' ')} {reference}", [("reference", reference)]);

    public string RefundTopic => Say();

    public string AskRefundInvoice => Say();

    public string NothingPaid => Say();

    public string AskRefundReason => Say();

    public string RefundTitle(string invoice) => Say([("invoice", invoice)]);

    public string RefundText => Say();

    public string RefundAmount => Say();

    public string RefundAll => Say();

    public string RefundReason => Say();

    public string AskForRefund => Say();

    public string RefundAsked(string invoice, Money amount) => Say([("amount", show.Amount(amount)), ("invoice", invoice)]);

    public string RefundAmountOdd(string typed, string currency) => Say([("typed", typed), ("currency", currency)]);

    public string CardTopic => Say();

    public string CardTitle => Say();

    public string CardText => Say();

    public string NoCard => Say();

    public string CardDefault => Say();

    public string CardExpires(int month, int year) => Say([("month", $"{month:00}"), ("year", year.ToString(CultureInfo.InvariantCulture))]);

    public string SaveCard => Say();

    public string WalletTopic => Say();

    public string WalletTitle => Say();

    public string WalletText(bool any) => SayOne(any ? "Some" : "None");

    public string Credit => Say();

    public string Owed => Say();

    public string AddFundsTopic => Say();

    public string AskAmount => Say();

    public string AddFundsTitle(Money amount) => Say([("amount", show.Amount(amount))]);

    public string AddFundsText => Say();

    public string CreditTitle(string invoice) => Say([("invoice", invoice)]);

    public string CreditText => Say();

    public string FromCredit => Say();

    public string LeftToPay => Say();

    public string UseCredit(Money amount) => Say([("amount", show.Amount(amount))]);

    public string CreditUsed(string invoice, Money spent, Money left) =>
        SayOne(left.IsPositive ? "Part" : "All", [("invoice", invoice), ("spent", show.Amount(spent)), ("left", show.Amount(left))]);

    public string UpgradeTopic => Say();

    public string AskPlan => Say();

    public string PlanChoice(UpgradeQuote quote) => quote.When == "now"
        ? SayOne("Now", [("plan", quote.ToProduct), ("total", show.Amount(quote.Total)), ("next", show.Amount(quote.NextTotal)), ("day", show.Day(quote.NextDueOn))])
        : SayOne("Later", [("plan", quote.ToProduct), ("next", show.Amount(quote.NextTotal)), ("day", show.Day(quote.EffectiveOn))]);

    public string NoOtherPlan => Say();

    public string CannotShrink(string service) => Say([("service", service)]);

    public string OrderInstead(string plan) => Say([("plan", plan)]);

    public string UpgradeTitle(string service, string plan) => Say([("service", service), ("plan", plan)]);

    public string UpgradeText(string when) => SayOne(when == "now" ? "Now" : "Later");

    public string FromTo(string from, string to) => Say([("from", from), ("to", to)]);

    public string When => Say();

    public string UpgradeWhen(string when, DateOnly on) => SayOne(when == "now" ? "Now" : "Later", [("day", show.Day(on))]);

    public string NextPeriod => Say();

    public string NextCosts(Money amount, DateOnly on) => Say([("amount", show.Amount(amount)), ("on", show.Day(on))]);

    public string ChangePlanFor(Money total) => SayOne(total.IsPositive ? "Pay" : "Free", [("total", show.Amount(total))]);

    public string QuoteAgain => Say();

    public string PlanChangeAgreed(string service, string state, DateOnly on) =>
        SayOne(state == "applied" ? "Now" : "Later", [("service", service), ("day", show.Day(on))]);

    public string PayToChange(string service) => Say([("service", service)]);

    public string CancelTopic => Say();

    public string CancelledAlready(string service, DateOnly day) => Say([("service", service), ("day", show.Day(day))]);

    public string KeepIt => Say();

    public string KeepTitle(string service) => Say([("service", service)]);

    public string KeepText(DateOnly day) => Say([("day", show.Day(day))]);

    public string KeepConfirm => Say();

    public string KeepDone(string service) => Say([("service", service)]);

    public string NotCancelled(string service) => Say([("service", service)]);

    public string AskWhen(string service) => Say([("service", service)]);

    public string AtPeriodEnd(DateOnly day) => Say([("day", show.Day(day))]);

    public string RightNow => Say();

    public string ChangeWhen => Say();

    public string CancelTitle(string service, bool now) => SayOne(now ? "Now" : "Later", [("service", service)]);

    public string CancelNowText => Say();

    public string CancelAtEndText(DateOnly day) => Say([("day", show.Day(day))]);

    public string PaidUntil => Say();

    public string OpenInvoice => Say();

    public string TakenBack(string number, Money due) => Say([("number", number), ("due", show.Amount(due))]);

    public string CancelConfirm(bool now) => SayOne(now ? "Now" : "Later");

    public string CancelDone(string service, DateOnly? on) =>
        SayOne(on is null ? "Now" : "Later", [("service", service), ("day", on is { } day ? show.Day(day) : null)]);

    public string CurrencyNotSold(string wanted, string used) => Say([("wanted", wanted), ("used", used)]);

    public string Renewal => Say();

    public string RenewsFor(Money amount, string per) => Say([("amount", show.Amount(amount)), ("per", per)]);
}
