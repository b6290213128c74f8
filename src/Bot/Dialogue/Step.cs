using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Dialogue;

/// <summary>What a skill wants to happen next.</summary>
internal abstract record Step
{
    private Step()
    {
    }

    /// <summary>Nothing to do here; go on.</summary>
    public static Step Skip { get; } = new Skipped();

    /// <summary>The request is over; everything worth saying has been said.</summary>
    public static Step Finish { get; } = new Finished();

    /// <summary>Empties slots and goes round again: asks anew, or offers a fresh confirmation.</summary>
    public static Step Again(params string[] emptied) => new GoAgain(emptied);

    public sealed record Skipped : Step;

    public sealed record Ask(Question Question) : Step;

    public sealed record Offer(ConfirmationCard Confirmation) : Step;

    public sealed record GoAgain(IReadOnlyList<string> Emptied) : Step;

    public sealed record Finished : Step;
}

/// <summary>One question; with buttons wherever the answers are a closed set.</summary>
/// <param name="Default">The value a plain "yes" or "you decide" takes.</param>
/// <param name="Card">Shown the first time instead of the plain choices, with its own buttons (plans with prices).</param>
internal sealed record Question(string Text, IReadOnlyList<Choice>? Choices = null, string? Default = null, Card? Card = null);

/// <summary>What is to be confirmed: exactly what the customer sees is what is bound to the token (C05).</summary>
/// <param name="Summary">The card, still without buttons.</param>
/// <param name="ContentHash">Changes when anything of the content or price does.</param>
/// <param name="Style">primary, or danger for what destroys or interrupts.</param>
internal sealed record ConfirmationCard(Card Summary, string ContentHash, Money? Amount, string ConfirmLabel, string Style = "primary");
