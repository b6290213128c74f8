using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

internal class BillingTexts
{
    public virtual string Topic => "your invoices";

    public virtual string PayTopic => "paying";

    public virtual string Title => "Your invoices";

    public virtual string None => "You have no invoices yet.";

    public virtual string NothingToPay => "Good news: there is nothing to pay.";

    public virtual string AskWhich => "Which invoice would you like to pay?";

    public virtual string AlreadyPaid(string number) => $"Invoice {number} is paid already. Thank you!";

    public virtual string InvoiceTitle(string number) => $"Invoice {number}";

    public virtual string AmountDue => "Amount due";

    public virtual string Total => "Total";

    public virtual string Due => "Due";

    public virtual string Order => "Order";

    public virtual string State => "Status";

    public virtual string PayText => "The button opens our secure payment page. I'll tell you here when the payment arrives.";

    public virtual string Pdf => "PDF";

    public virtual string Pay(Money amount) => $"Pay {Show.Amount(amount)}";

    public virtual string Choice(string number, Money amount) => $"{number}, {Show.Amount(amount)}";

    public virtual string StateName(string state) => state switch
    {
        "open" => "to be paid",
        "partially_paid" => "partly paid",
        "overdue" => "overdue",
        "uncollectible" => "written off",
        _ => state,
    };

    public virtual string Received(string number, Money total) => $"Your payment of {Show.Amount(total)} for invoice {number} has arrived. Thank you!";

    public virtual string ReceivedForOrder(string number, Money total) =>
        $"Your payment of {Show.Amount(total)} for invoice {number} has arrived. Thank you! I'm setting things up now.";

    public virtual string FailedTitle => "The payment didn't go through";

    public virtual string FailedText(string number, string reason) => $"{reason} Invoice {number} is still open and you can try again.";
}
