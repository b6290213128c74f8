using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>A line of the staff's inbox.</summary>
/// <param name="IsPrivate">False where others read along.</param>
/// <param name="Locale">The language spoken in it; BCP 47 tag.</param>
public sealed record ConversationSummary(
    Guid Id,
    string Channel,
    ConversationState State,
    OwnerView Owner,
    CustomerIdentity? Customer,
    string? VisitorName,
    Assurance Assurance,
    string? Subject,
    LastEntry? LastEntry,
    long LastSequence,
    DateTimeOffset? WaitingSince,
    DateTimeOffset LastActivityAt,
    DateTimeOffset CreatedAt,
    bool IsPrivate,
    HandoffTopic Topic = HandoffTopic.General,
    string? Locale = null);

public sealed record CustomerIdentity(Guid Id, string Name, string Email);

public sealed record LastEntry(EntryKind Kind, AuthorView Author, string? Text, DateTimeOffset CreatedAt);

public sealed record ConversationCounts(int Waiting, int Mine, int Bot, int Staff, int Resolved);

/// <summary>A conversation with what its customer has with us.</summary>
public sealed record ConversationDetail(
    ConversationSummary Conversation,
    IReadOnlyList<OrderFacts> Orders,
    IReadOnlyList<InvoiceFacts> Invoices,
    IReadOnlyList<ServiceFacts> Services,
    IReadOnlyList<TicketFacts> Tickets);

public sealed record OrderFacts(Guid Id, string Number, string State, Money Total, DateTimeOffset CreatedAt, string Summary);

public sealed record InvoiceFacts(Guid Id, string Number, string State, Money Total, Money AmountDue, DateTimeOffset DueAt);

public sealed record ServiceFacts(Guid Id, string Label, string Plan, string State, string ObservedState, string? Ipv4, DateTimeOffset? NextDueAt);

public sealed record TicketFacts(Guid Id, string Number, string Subject, string State, DateTimeOffset UpdatedAt);

/// <summary>Why the bot said what it said.</summary>
public sealed record TurnView(
    Guid Id, long FromSequence, long UpToSequence, string Understanding, IReadOnlyList<string> Decisions, string? Frames, int DurationMs, DateTimeOffset CreatedAt);

public enum ConversationView
{
    Waiting,
    Mine,
    Bot,
    Staff,
    Resolved,
    All,
}
