using EzSolutions.Application.Accounts;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Application.Conversations;

/// <summary>
/// The bot's side of a turn: reads what the customer said, runs skills, answers. Called inside the turn's transaction while the bot owns the
/// conversation, so its effects, its replies and "handled up to" commit together (design.md §6). It calls no vendor.
/// </summary>
public interface IDialogue
{
    Task<DialogueReply> RespondAsync(DialogueTurn turn, CancellationToken ct);
}

/// <param name="Actor">The conversation's actor; skills run as it (already set on the scope's actor context).</param>
/// <param name="Locale">BCP 47 tag.</param>
/// <param name="State">What the dialogue returned last time: its own versioned JSON; null at first.</param>
/// <param name="Inbound">Unanswered customer entries, oldest first; empty when the conversation has just been opened and is to be greeted.</param>
/// <param name="Channel">Where the conversation is held.</param>
/// <param name="IsPrivate">Nobody else reads along.</param>
public sealed record DialogueTurn(
    Guid ConversationId, Actor Actor, string Locale, string? State, IReadOnlyList<InboundEntry> Inbound, string Channel = Conversation.WidgetChannel, bool IsPrivate = true);

/// <param name="Text">What was typed; null for a button.</param>
/// <param name="Action">The button or form; null for text.</param>
/// <param name="ActionCard">The card it stood on.</param>
/// <param name="Advice">What a language model made of the text; a proposal, no more.</param>
public sealed record InboundEntry(
    Guid EntryId, long Sequence, string? Text, EntryAction? Action, Card? ActionCard, DateTimeOffset CreatedAt, EntryAdvice? Advice = null);

/// <param name="Entries">What to say, in order.</param>
/// <param name="State">The dialogue's state from now on.</param>
/// <param name="Handoff">Set to put the conversation into the queue for a person.</param>
/// <param name="Identity">Set when this turn signed the customer in or out.</param>
/// <param name="Trace">Why the bot said that: for staff, without secrets.</param>
/// <param name="Locale">Set when the customer goes on in another language; BCP 47 tag.</param>
public sealed record DialogueReply(
    IReadOnlyList<OutgoingEntry> Entries, string State, HandoffRequest? Handoff = null, IdentityChange? Identity = null, TurnTrace? Trace = null,
    string? Locale = null);

/// <summary>Something to say in a conversation.</summary>
/// <param name="Key">A later entry with the same key in the same conversation stands in for this one (a card that updates in place).</param>
public sealed record OutgoingEntry(string? Text = null, Card? Card = null, string? Key = null);

/// <param name="Reason">One line for staff.</param>
/// <param name="Topic">What it is about, for who is to answer.</param>
public sealed record HandoffRequest(string Reason, HandoffTopic Topic = HandoffTopic.General);

public abstract record IdentityChange
{
    private IdentityChange()
    {
    }

    public sealed record SignedIn(SignedInCustomer Customer) : IdentityChange;

    public sealed record SignedOut : IdentityChange;
}

/// <param name="Understanding">Skill, confidence and slots, as JSON.</param>
/// <param name="Decisions">What was decided and done, one line each.</param>
/// <param name="Frames">The requests in progress after the turn, the active one last, as JSON.</param>
public sealed record TurnTrace(string Understanding, IReadOnlyList<string> Decisions, string? Frames = null);
