using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Bot.Dialogue;

/// <summary>What a skill may see and do in a turn.</summary>
internal sealed class SkillContext(Turn turn, Frame frame)
{
    public Turn Turn => turn;

    public Frame Frame => frame;

    public BotTexts Texts => turn.Texts;

    public DateTimeOffset Now => turn.Now;

    /// <summary>The hash of what was confirmed; null when nothing had to be.</summary>
    public string? ConfirmedHash { get; init; }

    public string? this[string slot] => frame[slot];

    public void Set(string slot, string value) => frame.Slots[slot] = value;

    public string? Take(string slot)
    {
        frame.Slots.Remove(slot, out var value);
        return value;
    }

    /// <summary>Whether the customer wants to choose this one themselves, or tried to.</summary>
    public bool Wants(string slot) => frame.Wanted == slot;

    public void Say(string text) => turn.Say(text);

    public void Show(Card card, string? key = null) => turn.Show(card, key);

    public Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, CancellationToken ct) => turn.SendAsync(request, ct);

    /// <summary>Remembers what was just spoken of, so that "it" can mean it.</summary>
    public void Focus(string slot, string value) => turn.State.Focus[slot] = value;

    public string? Focused(string slot) => turn.State.Focus.GetValueOrDefault(slot);

    /// <summary>Tells a refusal and ends the request.</summary>
    public Step Refuse(Error error)
    {
        turn.Decide($"refused: {error.Code}");
        turn.Show(Cards.ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.Refusal(error)));
        return Step.Finish;
    }
}
