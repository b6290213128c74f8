namespace EzSolutions.Bot.Texts;

internal sealed class TicketTexts(Phrases phrases) : TextSection(phrases, "Ticket")
{
    public string Topic => Say();

    public string StatusTopic => Say();

    public string ReplyTopic => Say();

    public string AskText => Say();

    public string TextMissing => Say();

    public string AskTarget(string number) => Say([("number", number)]);

    public string AddTo(string number) => Say([("number", number)]);

    public string NewTicket => Say();

    public string AskService => Say();

    public string NoService => Say();

    public string OpenedTitle(string number) => Say([("number", number)]);

    public string OpenedText => Say();

    public string TicketTitle(string number) => Say([("number", number)]);

    public string Subject => Say();

    public string State => Say();

    public string Changed => Say();

    public string LatestFrom(string name) => Say([("name", name)]);

    public string Title => Say();

    public string None => Say();

    public string AskWhich => Say();

    public string AskReply(string number) => Say([("number", number)]);

    public string Added(string number) => Say([("number", number)]);

    public string ReplyButton => Say();

    public string Answered(string number, string subject) => Say([("number", number), ("subject", Show.Short(subject, 80))]);

    public string StateName(string state) => SayOne(state, otherwise: state);
}
