using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Support;

public static class TicketErrors
{
    public static readonly Error NotFound =
        Error.NotFound("ticket_not_found", "There is no such ticket.");

    public static Error Closed(string number) =>
        Error.Conflict("ticket_closed", $"Ticket {number} is closed. Please open a new one if there is more to do.");

    public static Error NotClosed(string number) =>
        Error.Conflict("ticket_not_closed", $"Ticket {number} is not closed.");

    public static Error TooMany(TimeSpan retryAfter) =>
        Error.RateLimited("too_many_tickets", "That is a lot of tickets in a short time. You can add to one that is open already.", retryAfter);
}
