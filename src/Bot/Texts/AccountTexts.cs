using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

/// <summary>Coupons, charges, credit, refunds, cards and plan changes. Amounts and dates always come from the books, never from a text.</summary>
internal class AccountTexts
{
    public virtual string CouponTopic => "your coupon";

    public virtual string AskCoupon => "What's the code?";

    public virtual string AskCouponOrder => "Which order is it for?";

    public virtual string CouponOnOrder(string code) => $"I'll put {code} on your order.";

    public virtual string CouponKept(string code) => $"I've noted {code} and will put it on your next order; the summary shows what it takes off, or tells why it doesn't fit.";

    public virtual string CouponLeftOut(string why) => $"{why} I've left it out.";

    public virtual string CouponTitle(string code, string order) => $"Use {code} on {order}?";

    public virtual string CouponText => "The invoice is replaced by a new one. Nothing is charged until you pay it.";

    public virtual string Before => "Now";

    public virtual string NewTotal => "New total";

    public virtual string UseCoupon(Money total) => total.IsZero ? "Use it, nothing to pay" : $"Use it, pay {Show.Amount(total)}";

    public virtual string CouponChanged => "Something changed in the meantime, so I haven't used it yet. Here is how it is now:";

    public virtual string CouponUsed(string order, string? invoice) => invoice is null
        ? $"Done. Order {order} is free now, so there is nothing to pay; I'm setting it up."
        : $"Done. Order {order} costs less now; the new invoice is {invoice}.";

    public virtual string ChargeTopic => "that charge";

    public virtual string NoSuchCharge => "I can't find that amount or invoice on your account. If it is on your bank statement, a colleague can look it up.";

    public virtual string ChargeTitle(string invoice) => $"What invoice {invoice} is for";

    public virtual string Discounted(Money off, string? label) => $"{label ?? "Discount"}: {Show.Amount(off)} taken off";

    public virtual string Paid => "Paid";

    public virtual string CreditNotes => "Credit notes";

    /// <summary>E.g. <c>21 November 2026: invoice issued, $14.28 owed</c>.</summary>
    public virtual string LedgerEntry(DateTimeOffset at, string kind, string reference, Money amount)
    {
        var moved = amount.IsNegative ? $"{Show.Amount(-amount)} off what you owe" : $"{Show.Amount(amount)} owed";
        return $"{Show.Day(at)}: {KindName(kind, reference)}, {moved}";
    }

    /// <param name="entry">The end of the entry's id, enough to find it by.</param>
    public virtual string LedgerLabel(string entry) => $"Ledger {entry}";

    public virtual string KindName(string kind, string reference) => kind switch
    {
        "invoice_finalised" => $"invoice {reference} issued",
        "invoice_voided" => $"invoice {reference} cancelled",
        "payment_captured" => $"payment {reference} arrived",
        "wallet_spent" => "paid from your credit",
        "credit_note_issued" => $"credit note {reference}",
        "invoice_written_off" => "written off",
        _ => $"{kind.Replace('_', ' ')} {reference}",
    };

    public virtual string RefundTopic => "your refund";

    public virtual string AskRefundInvoice => "Which payment is it about?";

    public virtual string NothingPaid => "Nothing has been paid yet, so there is nothing to refund.";

    public virtual string AskRefundReason => "What went wrong? A few words are enough.";

    public virtual string RefundTitle(string invoice) => $"Ask for a refund of invoice {invoice}?";

    public virtual string RefundText => "A colleague looks at it and decides, usually within a working day; you get an e-mail. If it's granted, the money goes back the way you paid, less what was refunded before.";

    public virtual string RefundAmount => "Amount";

    public virtual string RefundAll => "all that was paid";

    public virtual string RefundReason => "Reason";

    public virtual string AskForRefund => "Yes, ask for it";

    public virtual string RefundAsked(string invoice, Money amount) =>
        $"I've asked for {Show.Amount(amount)} of invoice {invoice} back. A colleague decides, and you get an e-mail either way.";

    public virtual string RefundAmountOdd(string typed, string currency) => $"{typed} is not an amount in {currency}.";

    public virtual string CardTopic => "how you pay";

    public virtual string CardTitle => "Your saved cards";

    public virtual string CardText => "The button opens our payment service's page, where you save a new card. Nothing is charged; the new one is used for automatic payments from then on.";

    public virtual string NoCard => "You have no saved card. The button opens our payment service's page, where you can save one for automatic payments. Nothing is charged.";

    public virtual string CardDefault => "used for automatic payments";

    public virtual string CardExpires(int month, int year) => $"valid until {month:00}/{year}";

    public virtual string SaveCard => "Save a card";

    public virtual string WalletTopic => "your balance";

    public virtual string WalletTitle => "Your account";

    public virtual string WalletText(bool any) => any
        ? "Your credit pays renewals by itself, the oldest first. You can use it for any other invoice, too."
        : "You have no credit. What you pay in pays your renewals by itself.";

    public virtual string Credit => "Credit";

    public virtual string Owed => "To be paid";

    public virtual string AddFundsTopic => "adding funds";

    public virtual string AskAmount => "How much would you like to pay in?";

    public virtual string AddFundsTitle(Money amount) => $"Add {Show.Amount(amount)} to your account";

    public virtual string AddFundsText => "The button opens our secure payment page. The credit is there as soon as the payment is confirmed, and pays your oldest open renewal first.";

    public virtual string CreditTitle(string invoice) => $"Pay invoice {invoice} with your credit?";

    public virtual string CreditText => "It is taken from your credit at once. An invoice that is paid in full starts what it is for.";

    public virtual string FromCredit => "From your credit";

    public virtual string LeftToPay => "Left to pay";

    public virtual string UseCredit(Money amount) => $"Use {Show.Amount(amount)} of my credit";

    public virtual string CreditUsed(string invoice, Money spent, Money left) => left.IsPositive
        ? $"{Show.Amount(spent)} of your credit went to invoice {invoice}; {Show.Amount(left)} is left to pay."
        : $"Invoice {invoice} is paid with {Show.Amount(spent)} of your credit. Thank you!";

    public virtual string UpgradeTopic => "changing the plan";

    public virtual string AskPlan => "Which plan should it be? This is what each costs today, tax included:";

    public virtual string PlanChoice(UpgradeQuote quote) => quote.When == "now"
        ? $"{quote.ToProduct}: {Show.Amount(quote.Total)} now, then {Show.Amount(quote.NextTotal)} from {Show.Day(quote.NextDueOn)}"
        : $"{quote.ToProduct}: nothing now, {Show.Amount(quote.NextTotal)} from {Show.Day(quote.EffectiveOn)}";

    public virtual string NoOtherPlan => "There is no other plan this one could change to.";

    public virtual string UpgradeTitle(string service, string plan) => $"Change {service} to {plan}?";

    public virtual string UpgradeText(string when) => when == "now"
        ? "You pay the difference for the rest of the paid period, to the second. It changes as soon as the payment arrives, and restarts once for it."
        : "What costs less begins with the next period; until then nothing changes and nothing is charged.";

    public virtual string FromTo(string from, string to) => $"{from} to {to}";

    public virtual string When => "When";

    public virtual string UpgradeWhen(string when, DateOnly on) => when == "now" ? "as soon as it's paid" : $"on {Show.Day(on)}, with the next period";

    public virtual string NextPeriod => "Next period";

    public virtual string NextCosts(Money amount, DateOnly on) => $"{Show.Amount(amount)} on {Show.Day(on)}";

    public virtual string ChangePlanFor(Money total) => total.IsPositive ? $"Change it, pay {Show.Amount(total)}" : "Change it";

    public virtual string QuoteAgain => "The price moved on in the meantime, so nothing was changed. Here is what it costs now:";

    public virtual string PlanChangeAgreed(string service, string state, DateOnly on) => state == "applied"
        ? $"Done: {service} is being changed now."
        : $"Done: {service} changes on {Show.Day(on)}. Nothing is charged today.";

    public virtual string PayToChange(string service) => $"{service} changes as soon as this is paid:";

    public virtual string CancelTopic => "cancelling a service";

    public virtual string AskWhen(string service) => $"When should {service} end?";

    public virtual string AtPeriodEnd(DateOnly day) => $"On {Show.Day(day)}, when the paid time is over";

    public virtual string RightNow => "Right now";

    public virtual string ChangeWhen => "Change when";

    public virtual string CancelTitle(string service, bool now) => now ? $"End {service} right now?" : $"Cancel {service}?";

    public virtual string CancelNowText =>
        "A last backup is made, then the server and everything on it are removed. The rest of the paid period is not given back.";

    public virtual string CancelAtEndText(DateOnly day) =>
        $"It keeps running until {Show.Day(day)} and nothing more is charged. Then a last backup is made and it is removed. Until that day you can take this back.";

    public virtual string PaidUntil => "Paid until";

    public virtual string OpenInvoice => "Open invoice";

    public virtual string TakenBack(string number, Money due) => $"{number} over {Show.Amount(due)} is taken back";

    public virtual string CancelConfirm(bool now) => now ? "Yes, end it now" : "Yes, cancel it";

    public virtual string CancelDone(string service, DateOnly? on) => on is { } day
        ? $"{service} is cancelled and runs until {Show.Day(day)}. Tell me if you change your mind before then."
        : $"{service} is being ended: a last backup first, then it is removed.";

    public virtual string CurrencyNotSold(string wanted, string used) => $"We don't sell in {wanted}, so I'll show prices in {used}.";

    public virtual string Renewal => "Then";

    public virtual string RenewsFor(Money amount, string per) => $"{Show.Amount(amount)} {per}";
}
