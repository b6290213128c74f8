using EzSolutions.Application.Common;
using EzSolutions.Domain.Support;

namespace EzSolutions.Application.Support;

internal static class TicketViews
{
    public static TicketView From(Ticket ticket) => new(
        ticket.Id, ticket.Number, ticket.Subject, ticket.State.Word(), ticket.Priority.Word(), ticket.CreatedAt, ticket.UpdatedAt, ticket.ServiceId,
        [.. ticket.Messages.OrderBy(m => m.Position).Select(m => new TicketMessageView(m.Id, m.AuthorKind.Word(), m.AuthorName, m.Body, m.CreatedAt))],
        ticket.CustomerId, ticket.StaffOnly, ticket.ConversationId);

    /// <summary>The tickets the actor may see; everybody else's, and those for staff alone, are as absent.</summary>
    public static IQueryable<Ticket> VisibleTo(this IQueryable<Ticket> tickets, Actor actor) => actor switch
    {
        Actor.Staff or Actor.System => tickets,
        Actor.Customer customer => tickets.Where(t => t.CustomerId == customer.CustomerId && !t.StaffOnly),
        _ => tickets.Where(_ => false),
    };

    public static IQueryable<Ticket> Named(this IQueryable<Ticket> tickets, string idOrNumber)
    {
        var number = idOrNumber.Trim().ToUpperInvariant();
        return Guid.TryParse(idOrNumber, out var id) ? tickets.Where(t => t.Id == id) : tickets.Where(t => t.Number == number);
    }

    /// <summary>The one ticket, locked for a change; null when it is not the actor's to see.</summary>
    public static async Task<Ticket?> FindTicketLockedAsync(this IStore store, string idOrNumber, Actor actor, CancellationToken ct)
    {
        var ids = await store.ListAsync(store.Query<Ticket>().VisibleTo(actor).Named(idOrNumber).Select(t => t.Id), ct);
        return ids.Count == 0 ? null : await store.FindLockedAsync<Ticket>(ids[0], ct);
    }
}
