using System.Globalization;
using EzSolutions.Bot.Dialogue;

namespace EzSolutions.Bot.Skills.Support;

/// <summary>More words shortly after a ticket usually belong to it: asked, not guessed.</summary>
internal sealed class TicketTargetSlot() : Slot(Target)
{
    internal const string Target = "target";
    internal const string New = "new";

    /// <summary>Remembers the ticket opened last in this conversation, and when.</summary>
    internal const string JustOpened = "ticket_just_opened";

    private static readonly TimeSpan Shortly = TimeSpan.FromMinutes(30);

    public override Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        if (context.Focused(JustOpened)?.Split(' ') is not [var at, var number]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || context.Now - DateTimeOffset.FromUnixTimeSeconds(seconds) > Shortly)
        {
            return Task.FromResult(Step.Skip);
        }

        return Task.FromResult<Step>(new Step.Ask(new Question(
            context.Texts.Ticket.AskTarget(number),
            [new(number, context.Texts.Ticket.AddTo(number)), new(New, context.Texts.Ticket.NewTicket)],
            Default: number)));
    }

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct) =>
        Task.FromResult<SlotReading>(new SlotReading.Taken(value));
}
