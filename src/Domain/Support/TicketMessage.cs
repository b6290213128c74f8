using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Support;

public enum TicketAuthor
{
    Customer,
    Staff,
    System,
}

/// <summary>One message of a ticket; never changed once written.</summary>
public sealed class TicketMessage : Entity
{
    internal TicketMessage(Guid id, Guid ticketId, int position, TicketAuthor authorKind, string authorName, string body, DateTimeOffset createdAt)
        : base(id)
    {
        TicketId = ticketId;
        Position = position;
        AuthorKind = authorKind;
        AuthorName = authorName;
        Body = body;
        CreatedAt = createdAt;
    }

    private TicketMessage()
    {
    }

    public Guid TicketId { get; private set; }

    /// <summary>1, 2, 3 ... within the ticket.</summary>
    public int Position { get; private set; }

    public TicketAuthor AuthorKind { get; private set; }

    public string AuthorName { get; private set; } = string.Empty;

    /// <summary>Plain text; never markup (C08).</summary>
    public string Body { get; private set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; private set; }
}
