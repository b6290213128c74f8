using EzSolutions.Sandbox.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace EzSolutions.WebApi.Hosting;

/// <summary>
/// What a developer's machine lacks, started with the program: a PostgreSQL server when no connection string is set, and the sandbox for every
/// outside service that is not configured. Never in Production.
/// </summary>
internal sealed class LocalSurroundings : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _postgres;

    private LocalSurroundings(EmbeddedPostgres? postgres, string connectionString)
    {
        _postgres = postgres;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static async Task<LocalSurroundings> StartAsync(WebApplicationBuilder builder, CancellationToken ct)
    {
        var configured = builder.Configuration.GetConnectionString("Default");
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return new LocalSurroundings(null, configured);
        }

        if (!builder.Environment.IsDevelopment())
        {
            throw new StartupException("No database: set ConnectionStrings__Default to a PostgreSQL 15 (or newer) connection string.");
        }

        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(DataDirectory.For(builder), "postgres"), Logger = NullLogger.Instance }, ct);
        return new LocalSurroundings(postgres, postgres.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }
}

/// <summary>The program cannot start; the message is one clear line with the cure.</summary>
internal sealed class StartupException(string message) : Exception(message);
