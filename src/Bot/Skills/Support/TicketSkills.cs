using EzSolutions.Application.Common;
using EzSolutions.Application.Support;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Support;

internal sealed class TicketStatusSkill : ISkill
{
    public string Name => SkillNames.TicketStatus;

    public SignInRule SignIn => SignInRule.First;

    public string Topic(BotTexts texts) => texts.Ticket.StatusTopic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        if (context[SlotNames.TicketNumber] is { } number)
        {
            var found = await context.SendAsync(new GetTicket(number), ct);
            return found.Error is { } absent ? context.Refuse(absent) : Shown(context, found.Value);
        }

        var tickets = await context.SendAsync(new ListTickets(new PageRequest(10), OpenOnly: true), ct);
        if (tickets.Error is { } error)
        {
            return context.Refuse(error);
        }

        switch (tickets.Value.Items.Count)
        {
            case 0:
                context.Show(ChoiceCards.Of(context.Texts.Ticket.None, ChoiceCards.Start(context.Texts, SkillNames.OpenTicket)));
                return Step.Finish;
            case 1:
                return Shown(context, tickets.Value.Items[0]);
            default:
                context.Focus(SlotNames.TicketNumber, tickets.Value.Items[0].Number);
                context.Show(TicketCards.List(context.Texts, tickets.Value.Items));
                return Step.Finish;
        }
    }

    private static Step Shown(SkillContext context, TicketView ticket)
    {
        context.Focus(SlotNames.TicketNumber, ticket.Number);
        context.Show(TicketCards.Ticket(context.Texts, ticket));
        return Step.Finish;
    }
}

internal sealed class ReplyTicketSkill : ISkill
{
    public string Name => SkillNames.ReplyTicket;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new OpenTicketSlot(), new ReplyTextSlot()];

    public string Topic(BotTexts texts) => texts.Ticket.ReplyTopic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var replied = await context.SendAsync(new ReplyToTicket(context[SlotNames.TicketNumber]!, context[SlotNames.Text]!), ct);
        if (replied.Error is { } error)
        {
            return context.Refuse(error);
        }

        context.Focus(SlotNames.TicketNumber, replied.Value.Number);
        context.Turn.Decide($"replied to {replied.Value.Number}");
        context.Say(context.Texts.Ticket.Added(replied.Value.Number));
        return Step.Finish;
    }
}

internal sealed class OpenTicketSlot() : Slot(SlotNames.TicketNumber)
{
    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var found = await context.SendAsync(new ListTickets(new PageRequest(20), OpenOnly: true), ct);
        if (found.Error is { } error)
        {
            return context.Refuse(error);
        }

        var tickets = found.Value.Items;
        switch (tickets.Count)
        {
            case 0:
                context.Show(ChoiceCards.Of(context.Texts.Ticket.None, ChoiceCards.Start(context.Texts, SkillNames.OpenTicket)));
                return Step.Finish;
            case 1:
                context.Set(Name, tickets[0].Number);
                return Step.Skip;
            default:
                return new Step.Ask(new Question(
                    context.Texts.Ticket.AskWhich, [.. tickets.Select(t => new Choice(t.Number, $"{t.Number}: {Show.Short(t.Subject, 60)}"))]));
        }
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(new SlotReading.Taken(value.Trim().ToUpperInvariant()));
}

internal sealed class ReplyTextSlot() : Slot(SlotNames.Text)
{
    private readonly TicketTextSlot _text = new();

    public override AnswerKind Kind => AnswerKind.Text;

    public override Task<Step> PromptAsync(SkillContext context, CancellationToken ct) =>
        Task.FromResult<Step>(new Step.Ask(new Question(context.Texts.Ticket.AskReply(context[SlotNames.TicketNumber]!))));

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) => _text.ReadAsync(value, context, ct);
}
