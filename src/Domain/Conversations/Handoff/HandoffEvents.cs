using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Handoff;

/// <summary>The names channels send these steps under (Bot Framework's handoff protocol); kept on the entries that tell of them.</summary>
public static class HandoffSteps
{
    /// <summary>A person was asked for.</summary>
    public const string Initiate = "handoff.initiate";

    /// <summary>A person has the conversation now.</summary>
    public const string Accepted = "handoff.status.accepted";

    /// <summary>Whoever was to answer did not: the customer waits again.</summary>
    public const string Failed = "handoff.status.failed";

    /// <summary>Resolved, given back to the bot, or the customer went on with the bot.</summary>
    public const string Completed = "handoff.status.completed";

    /// <summary>Not a step of the protocol, but counted by its name: a transcript went out.</summary>
    public const string Transcript = "transcript";
}

public sealed record HandoffInitiated(Guid ConversationId, string Channel, HandoffTopic Topic) : IDomainEvent;

public sealed record HandoffAccepted(Guid ConversationId, string Locale, string StaffName, string? QueueKey) : IDomainEvent;

public sealed record HandoffFailed(Guid ConversationId) : IDomainEvent;

/// <param name="Summary">What the person did, in their words, for the bot and the customer; null when resolved.</param>
/// <param name="AnsweredBy">Whose help is to be rated; null when nobody had answered.</param>
public sealed record HandoffCompleted(Guid ConversationId, string Locale, Colleague Staff, bool Resolved, string? Summary, Guid? AnsweredBy) : IDomainEvent;

/// <summary>The customer waits no longer for a person, and goes on with the bot.</summary>
/// <param name="QueueKey">The card that told the place; null where none did.</param>
public sealed record QueueLeft(Guid ConversationId, string Locale, string? QueueKey) : IDomainEvent;

/// <param name="WaitMinutes">Null where nothing is known.</param>
public sealed record QueuePositionChanged(Guid ConversationId, string Locale, string QueueKey, int Position, int? WaitMinutes) : IDomainEvent;
