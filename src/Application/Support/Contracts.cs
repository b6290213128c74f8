namespace EzSolutions.Application.Support;

/// <param name="State">open, answered, waiting (for the customer), or closed.</param>
public sealed record TicketView(
    Guid Id, string Number, string Subject, string State, string Priority, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, Guid? ServiceId,
    IReadOnlyList<TicketMessageView> Messages);

/// <param name="AuthorKind">customer, staff or system.</param>
public sealed record TicketMessageView(Guid Id, string AuthorKind, string AuthorName, string Body, DateTimeOffset CreatedAt);
