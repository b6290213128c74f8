using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support;
using MediatR;

namespace EzSolutions.Application.Support;

/// <summary>The customer's own tickets, latest change first. Staff see all, or those of a customer.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListTickets(PageRequest Page, bool OpenOnly = false, Guid? CustomerId = null) : IQuery<Page<TicketView>>;

internal sealed class ListTicketsHandler(IStore store, IActorContext actors) : IRequestHandler<ListTickets, Result<Page<TicketView>>>
{
    public async Task<Result<Page<TicketView>>> Handle(ListTickets request, CancellationToken cancellationToken)
    {
        var tickets = store.Query<Ticket>().VisibleTo(actors.Current);
        if (request.CustomerId is { } customer)
        {
            tickets = tickets.Where(t => t.CustomerId == customer);
        }

        if (request.OpenOnly)
        {
            tickets = tickets.Where(t => t.State != TicketState.Closed);
        }

        if (TicketCursor.Read(request.Page.After) is { } after)
        {
            tickets = tickets.Where(t => t.UpdatedAt < after.UpdatedAt || (t.UpdatedAt == after.UpdatedAt && t.Id.CompareTo(after.Id) < 0));
        }

        var limit = Math.Clamp(request.Page.Limit, 1, 100);
        var rows = await store.ListAsync(tickets.OrderByDescending(t => t.UpdatedAt).ThenByDescending(t => t.Id).Take(limit + 1), cancellationToken);
        var shown = rows.Take(limit).ToList();
        return new Page<TicketView>(shown.ConvertAll(TicketViews.From), rows.Count > limit ? TicketCursor.Write(shown[^1]) : null);
    }
}

/// <summary>Where a page of tickets ended: by latest change, then id.</summary>
internal static class TicketCursor
{
    public static string Write(Ticket last) => $"{last.UpdatedAt.UtcTicks:x}.{last.Id:N}";

    /// <summary>A cursor nobody was given shows nothing, rather than the first page again.</summary>
    public static (DateTimeOffset UpdatedAt, Guid Id)? Read(string? cursor)
    {
        if (cursor is null)
        {
            return null;
        }

        var dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && long.TryParse(cursor.AsSpan(0, dot), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(cursor[(dot + 1)..], "N", out var id)
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : (DateTimeOffset.MinValue, Guid.Empty);
    }
}
