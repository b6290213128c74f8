using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <summary>Brings the database to this program's version at start; nodes that start together take turns under an advisory lock.</summary>
public sealed class DatabaseStartup
{
    private const long LockKey = 0x455a_534f_4c55;

    private readonly AppDbContext _context;
    private readonly NpgsqlDataSource _dataSource;

    internal DatabaseStartup(AppDbContext context, NpgsqlDataSource dataSource)
    {
        _context = context;
        _dataSource = dataSource;
    }

    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var guard = await _dataSource.OpenConnectionAsync(ct);
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_lock({LockKey})", guard))
        {
            await take.ExecuteNonQueryAsync(ct);
        }

        try
        {
            await _context.Database.MigrateAsync(ct);
        }
        finally
        {
            await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({LockKey})", guard);
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
