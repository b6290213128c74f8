using EzSolutions.Application.Support;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Cards;

internal static class TicketCards
{
    public static Card List(BotTexts texts, IEnumerable<TicketView> tickets) => new()
    {
        Type = "tickets",
        Title = texts.Ticket.Title,
        Items = [.. tickets.Select(t => new CardItem(
            $"{t.Number}: {Show.Short(t.Subject, 80)}",
            $"{texts.Ticket.StateName(t.State)}, {texts.Show.Day(t.UpdatedAt)}",
            null,
            [new CardAction(ActionIds.Skill(SkillNames.TicketStatus, (SlotNames.TicketNumber, t.Number)), texts.Service.Details)]))],
    };

    public static Card Ticket(BotTexts texts, TicketView ticket, string? title = null, string? text = null)
    {
        var latest = ticket.Messages.Count == 0 ? null : ticket.Messages[^1];
        CardFact[] facts =
        [
            new(texts.Ticket.Subject, Show.Short(ticket.Subject, 120)),
            new(texts.Ticket.State, texts.Ticket.StateName(ticket.State)),
            new(texts.Ticket.Changed, texts.Show.Day(ticket.UpdatedAt)),
            .. latest is null ? Array.Empty<CardFact>() : [new(texts.Ticket.LatestFrom(latest.AuthorName), Show.Short(latest.Body, 400))],
        ];
        return new Card
        {
            Type = "ticket",
            Title = title ?? texts.Ticket.TicketTitle(ticket.Number),
            Text = text,
            Facts = facts,
            Actions = ticket.State == "closed" ? null : [Reply(texts, ticket.Number)],
        };
    }

    public static CardAction Reply(BotTexts texts, string number) =>
        new(ActionIds.Skill(SkillNames.ReplyTicket, (SlotNames.TicketNumber, number)), texts.Ticket.ReplyButton);
}
