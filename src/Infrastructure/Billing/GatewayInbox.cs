using EzSolutions.Application.Billing;
using EzSolutions.Domain.Billing;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;

namespace EzSolutions.Infrastructure.Billing;

/// <inheritdoc />
internal sealed class GatewayInbox(AppDbContext context) : IGatewayInbox
{
    public async Task<bool> TryAddAsync(InboxEvent row, CancellationToken ct) =>
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO inbox_events (id, provider, event_id, type, payload, state, received_at, attempts, next_attempt_at)
            VALUES ({row.Id}, {row.Provider}, {row.EventId}, {row.Type}, {row.Payload}, 'received', {row.ReceivedAt}, {row.Attempts}, {row.NextAttemptAt})
            ON CONFLICT (provider, event_id) DO NOTHING
            """,
            ct) == 1;
}
