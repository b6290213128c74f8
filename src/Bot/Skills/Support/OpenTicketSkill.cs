using EzSolutions.Application.Support;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Provisioning;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Support;

/// <summary>Gathers what it is about, in the customer's own words, and opens the ticket.</summary>
internal sealed class OpenTicketSkill : ISkill
{
    /// <summary>Slot that says the text was written already (a request that could not be done in chat).</summary>
    internal const string About = "about";

    internal const string Said = "said";

    public string Name => SkillNames.OpenTicket;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new TicketTextSlot(), new TicketTargetSlot(), new TicketServiceSlot()];

    public string Topic(BotTexts texts) => texts.Ticket.Topic;

    public async Task PrepareAsync(SkillContext context, CancellationToken ct)
    {
        if (context.Take(About) == Said && context.Turn.State.Said is { } said)
        {
            context.Set(SlotNames.Text, said);
        }

        await ServiceSlot.ResolveAsync(context, ct);
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var text = context[SlotNames.Text]!;
        if (context[TicketTargetSlot.Target] is { } earlier and not TicketTargetSlot.New)
        {
            var added = await context.SendAsync(new ReplyToTicket(earlier, text), ct);
            if (added.Error is { } closed)
            {
                return context.Refuse(closed);
            }

            context.Turn.Decide($"replied to {earlier}");
            context.Say(context.Texts.Ticket.Added(earlier));
            return Step.Finish;
        }

        var service = Guid.TryParse(context[SlotNames.Service], out var id) ? id : (Guid?)null;
        var opened = await context.SendAsync(new OpenTicket(Show.Short(FirstSentence(text), 100), text, service), ct);
        if (opened.Error is { } error)
        {
            return context.Refuse(error);
        }

        var ticket = opened.Value;
        context.Turn.State.Said = null;
        context.Focus(SlotNames.TicketNumber, ticket.Number);
        context.Focus(TicketTargetSlot.JustOpened, $"{context.Now.ToUnixTimeSeconds()} {ticket.Number}");
        context.Turn.Decide($"opened {ticket.Number}");
        context.Show(TicketCards.Ticket(context.Texts, ticket, context.Texts.Ticket.OpenedTitle(ticket.Number), context.Texts.Ticket.OpenedText));
        return Step.Finish;
    }

    private static string FirstSentence(string text)
    {
        var line = text.Trim().Split('\n')[0];
        for (var i = 8; i < line.Length - 1; i++)
        {
            if (line[i] is '.' or '!' or '?' && char.IsWhiteSpace(line[i + 1]))
            {
                return line[..i].TrimEnd('!', '?', '.');
            }
        }

        return line;
    }
}

internal sealed class TicketTextSlot() : Slot(SlotNames.Text)
{
    public const int Most = 8000;

    public override AnswerKind Kind => AnswerKind.Text;

    public override Task<Step> PromptAsync(SkillContext context, CancellationToken ct) =>
        Task.FromResult<Step>(new Step.Ask(new Question(context.Texts.Ticket.AskText)));

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        var text = value.Trim();
        return Task.FromResult<SlotReading>(text.Any(char.IsLetterOrDigit)
            ? new SlotReading.Taken(text.Length <= Most ? text : text[..Most])
            : new SlotReading.Refused(context.Texts.Ticket.TextMissing));
    }
}

/// <summary>Asked only when there are several; one service, or none, needs no question.</summary>
internal sealed class TicketServiceSlot() : Slot(SlotNames.Service)
{
    private const string None = "none";

    private readonly ServiceSlot _services = new();

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var services = await context.Turn.ServicesAsync(ct);
        return services.Count < 2
            ? Step.Skip
            : new Step.Ask(new Question(
                context.Texts.Ticket.AskService,
                [.. services.Select(s => new Choice(s.Id.ToString(), s.Label)), new(None, context.Texts.Ticket.NoService)]));
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        value == None ? Task.FromResult<SlotReading>(new SlotReading.Taken(None)) : _services.ReadAsync(value, context, ct);
}
