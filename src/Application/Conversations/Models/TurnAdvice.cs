using EzSolutions.Application.Common;

namespace EzSolutions.Application.Conversations.Models;

/// <summary>
/// Asks for proposals about what is unanswered, before the turn and outside its transaction (ADR 16). The dialogue treats them as one more way to
/// understand text: the same skills, slots, access and confirmations decide.
/// </summary>
public interface ITurnAdvisor
{
    /// <summary>False when no model is configured: turns then run without looking ahead.</summary>
    bool IsOn { get; }

    /// <summary>Runs as the conversation's actor.</summary>
    Task<TurnAdvice> AdviseAsync(TurnPreview preview, CancellationToken ct);
}

/// <summary>A conversation as it stands before its turn.</summary>
/// <param name="Locale">BCP 47 tag.</param>
/// <param name="Origin">Network address it was opened from, if known.</param>
/// <param name="Typed">What the customer typed and nobody answered yet, oldest first.</param>
/// <param name="Before">Visible entries before that, oldest first; never internal notes (C03).</param>
public sealed record TurnPreview(
    Guid ConversationId, Actor Actor, string Locale, string? Origin, string? State, long HandledUpTo, IReadOnlyList<TypedEntry> Typed, IReadOnlyList<SaidBefore> Before);

public sealed record TypedEntry(Guid EntryId, string Text);

public sealed record SaidBefore(bool ByCustomer, string Text);

/// <param name="HandledUpTo">Where the conversation stood when it was asked for: of no use once it has moved on.</param>
/// <param name="Entries">By entry.</param>
public sealed record TurnAdvice(long HandledUpTo, IReadOnlyDictionary<Guid, EntryAdvice> Entries);

/// <param name="Note">How it came about, for the turn's trace.</param>
/// <param name="Requests">Empty when nothing of use was proposed.</param>
/// <param name="Answer">The answer to its question in the model's words, if it held up.</param>
public sealed record EntryAdvice(string Note, IReadOnlyList<ProposedRequest> Requests, AdvisedAnswer? Answer = null);

/// <param name="Articles">Slugs of the articles it was made from, the best first.</param>
public sealed record AdvisedAnswer(string Question, string Text, IReadOnlyList<string> Articles);

/// <param name="Skill">One of ours.</param>
/// <param name="Slots">Values by slot name, found in what the customer wrote.</param>
public sealed record ProposedRequest(string Skill, IReadOnlyDictionary<string, string> Slots);
