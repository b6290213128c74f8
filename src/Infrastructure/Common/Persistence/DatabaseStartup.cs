using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <summary>Brings the database to this program's version at start; nodes that start together take turns under an advisory lock.</summary>
public interface IDatabaseStartup
{
    Task MigrateAsync(CancellationToken ct);
}

/// <inheritdoc />
internal sealed class DatabaseStartup(AppDbContext context, NpgsqlDataSource dataSource) : IDatabaseStartup
{
    private const long LockKey = 0x455a_534f_4c55;

    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var guard = await dataSource.OpenConnectionAsync(ct);
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_lock({LockKey})", guard))
        {
            await take.ExecuteNonQueryAsync(ct);
        }

        try
        {
            await context.Database.MigrateAsync(ct);
        }
        finally
        {
            await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({LockKey})", guard);
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
