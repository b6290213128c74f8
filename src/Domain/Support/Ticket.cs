using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Support;

public enum TicketState
{
    /// <summary>With us.</summary>
    Open,

    /// <summary>Staff answered.</summary>
    Answered,

    /// <summary>Staff asked the customer something.</summary>
    Waiting,
    Closed,
}

public enum TicketPriority
{
    Low,
    Normal,
    High,
    Urgent,
}

/// <summary>A matter that needs a person: opened by a customer, or by the system for staff alone.</summary>
public sealed class Ticket : Aggregate
{
    public const int MaxSubjectLength = 150;
    public const int MaxBodyLength = 10_000;

    private readonly List<TicketMessage> _messages = [];

    private Ticket(Guid id)
        : base(id)
    {
    }

    private Ticket()
    {
    }

    /// <summary>TCK-2026-000123.</summary>
    public string Number { get; private set; } = string.Empty;

    public string Subject { get; private set; } = string.Empty;

    public TicketState State { get; private set; }

    public TicketPriority Priority { get; private set; }

    /// <summary>Whose it is; a staff-only ticket may be about a customer too.</summary>
    public Guid? CustomerId { get; private set; }

    public Guid? ServiceId { get; private set; }

    /// <summary>The conversation it was opened in, if any.</summary>
    public Guid? ConversationId { get; private set; }

    /// <summary>For staff alone: carries logs and never reaches a customer.</summary>
    public bool StaffOnly { get; private set; }

    /// <summary>What a system ticket is about; one open ticket per reference.</summary>
    public string? Reference { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public IReadOnlyList<TicketMessage> Messages => _messages;

    public static Ticket OpenedByCustomer(
        Guid id, string number, Guid customerId, string customerName, string subject, string body, Guid? serviceId, Guid messageId, DateTimeOffset now,
        Guid? conversationId = null)
    {
        var ticket = new Ticket(id)
        {
            Number = number,
            Subject = TicketText.Line(subject, MaxSubjectLength),
            Priority = TicketPriority.Normal,
            ConversationId = conversationId,
            CustomerId = customerId,
            ServiceId = serviceId,
            CreatedAt = now,
        };
        ticket.Append(messageId, TicketAuthor.Customer, customerName, body, now);
        return ticket;
    }

    public static Ticket OpenedForStaff(
        Guid id, string number, string subject, string body, string reference, Guid? customerId, Guid? serviceId, Guid messageId, DateTimeOffset now)
    {
        var ticket = new Ticket(id)
        {
            Number = number,
            Subject = TicketText.Line(subject, MaxSubjectLength),
            Priority = TicketPriority.High,
            CustomerId = customerId,
            ServiceId = serviceId,
            StaffOnly = true,
            Reference = reference,
            CreatedAt = now,
        };
        ticket.Append(messageId, TicketAuthor.System, "System", body, now);
        return ticket;
    }

    public Result<Done> ReplyAsCustomer(Guid messageId, string name, string body, DateTimeOffset now)
    {
        if (State == TicketState.Closed)
        {
            return TicketErrors.Closed(Number);
        }

        Append(messageId, TicketAuthor.Customer, name, body, now);
        State = TicketState.Open;
        return Result.Done;
    }

    /// <param name="asks">The customer has to answer before it can go on.</param>
    public Result<Done> ReplyAsStaff(Guid messageId, string name, string body, bool asks, DateTimeOffset now)
    {
        if (State == TicketState.Closed)
        {
            return TicketErrors.Closed(Number);
        }

        Append(messageId, TicketAuthor.Staff, name, body, now);
        State = asks ? TicketState.Waiting : TicketState.Answered;
        if (!StaffOnly && CustomerId is { } customer)
        {
            Raise(new TicketAnswered(Id, Number, Subject, customer, body));
        }

        return Result.Done;
    }

    /// <summary>The same matter again, while it is still open.</summary>
    public void AddFromSystem(Guid messageId, string body, DateTimeOffset now)
    {
        Append(messageId, TicketAuthor.System, "System", body, now);
        State = TicketState.Open;
    }

    public Result<Done> Close(DateTimeOffset now)
    {
        if (State == TicketState.Closed)
        {
            return TicketErrors.Closed(Number);
        }

        State = TicketState.Closed;
        ClosedAt = UpdatedAt = now;
        return Result.Done;
    }

    public Result<Done> Reopen(DateTimeOffset now)
    {
        if (State != TicketState.Closed)
        {
            return TicketErrors.NotClosed(Number);
        }

        State = TicketState.Open;
        ClosedAt = null;
        UpdatedAt = now;
        return Result.Done;
    }

    public void Prioritise(TicketPriority priority, DateTimeOffset now)
    {
        Priority = priority;
        UpdatedAt = now;
    }

    private void Append(Guid id, TicketAuthor author, string name, string body, DateTimeOffset now)
    {
        _messages.Add(new TicketMessage(id, Id, _messages.Count + 1, author, name, TicketText.Clean(body, MaxBodyLength), now));
        UpdatedAt = now;
    }
}
