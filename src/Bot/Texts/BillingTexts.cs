using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

internal sealed class BillingTexts(Phrases phrases, Show show) : TextSection(phrases, "Billing")
{
    public string Topic => Say();

    public string PayTopic => Say();

    public string Title => Say();

    public string None => Say();

    public string NothingToPay => Say();

    public string AskWhich => Say();

    public string AlreadyPaid(string number) => Say([("number", number)]);

    public string InvoiceTitle(string number) => Say([("number", number)]);

    public string AmountDue => Say();

    public string Total => Say();

    public string Due => Say();

    public string Order => Say();

    public string State => Say();

    public string PayText => Say();

    public string Pdf => Say();

    public string Pay(Money amount) => Say([("amount", show.Amount(amount))]);

    public string Choice(string number, Money amount) => Say([("number", number), ("amount", show.Amount(amount))]);

    public string StateName(string state) => SayOne(state, otherwise: state);

    public string Received(string number, Money total) => Say([("total", show.Amount(total)), ("number", number)]);

    public string ReceivedForOrder(string number, Money total) => Say([("total", show.Amount(total)), ("number", number)]);

    public string FailedTitle => Say();

    public string FailedText(string number, string reason) => Say([("reason", reason), ("number", number)]);
}
