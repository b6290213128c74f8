namespace EzSolutions.Application.Support;

/// <param name="State">open, answered, waiting (for the customer), or closed.</param>
/// <param name="Priority">low, normal, high or urgent.</param>
/// <param name="CustomerId">Whose it is, or whom it is about.</param>
/// <param name="StaffOnly">Opened by the system for staff; no customer ever sees it.</param>
/// <param name="ConversationId">The conversation it was opened in.</param>
public sealed record TicketView(
    Guid Id, string Number, string Subject, string State, string Priority, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, Guid? ServiceId,
    IReadOnlyList<TicketMessageView> Messages, Guid? CustomerId = null, bool StaffOnly = false,
    Guid? ConversationId = null);

/// <param name="AuthorKind">customer, staff or system.</param>
public sealed record TicketMessageView(Guid Id, string AuthorKind, string AuthorName, string Body, DateTimeOffset CreatedAt);
