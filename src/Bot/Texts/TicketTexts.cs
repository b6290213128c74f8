namespace EzSolutions.Bot.Texts;

internal class TicketTexts
{
    public virtual string Topic => "your ticket";

    public virtual string StatusTopic => "your tickets";

    public virtual string ReplyTopic => "your answer to a ticket";

    public virtual string AskText => "What's going on? Describe it in your own words, as much as you like; it goes to a colleague exactly as you write it.";

    public virtual string TextMissing => "I need a few words about it, so that a colleague knows what to look at.";

    public virtual string AskTarget(string number) => $"Should I add that to ticket {number}, or open a new one?";

    public virtual string AddTo(string number) => $"Add to {number}";

    public virtual string NewTicket => "Open a new one";

    public virtual string AskService => "Which service is it about?";

    public virtual string NoService => "None of them";

    public virtual string OpenedTitle(string number) => $"Ticket {number} is open";

    public virtual string OpenedText => "A colleague will answer here in the chat and by e-mail. If something comes to mind, just say \"add to my ticket\".";

    public virtual string TicketTitle(string number) => $"Ticket {number}";

    public virtual string Subject => "About";

    public virtual string State => "Status";

    public virtual string Changed => "Last change";

    public virtual string LatestFrom(string name) => $"Latest, from {name}";

    public virtual string Title => "Your tickets";

    public virtual string None => "You have no open tickets.";

    public virtual string AskWhich => "Which ticket?";

    public virtual string AskReply(string number) => $"What should I add to ticket {number}?";

    public virtual string Added(string number) => $"I've added that to ticket {number}. A colleague will answer here and by e-mail.";

    public virtual string ReplyButton => "Answer";

    public virtual string Answered(string number, string subject) => $"A colleague answered your ticket {number}, \"{Show.Short(subject, 80)}\":";

    public virtual string StateName(string state) => state switch
    {
        "open" => "open, with us",
        "answered" => "answered",
        "waiting" => "waiting for you",
        "closed" => "closed",
        _ => state,
    };
}
