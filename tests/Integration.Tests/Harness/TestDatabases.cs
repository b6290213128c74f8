using System.Diagnostics;
using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Sandbox.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EzSolutions.Integration.Tests.Harness;

/// <summary>
/// One PostgreSQL server for the whole run, and a fresh database for whoever asks: a copy of a template that was migrated once
/// (style.md 13). The server runs without fsync and goes away with the process.
/// </summary>
internal static class TestDatabases
{
    private const string Template = "ez_template";

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static EmbeddedPostgres? _server;
    private static int _made;

    /// <returns>The connection string of a new, migrated, empty database.</returns>
    public static async Task<string> CreateAsync()
    {
        await Gate.WaitAsync();
        try
        {
            _server ??= await StartAsync();
            var name = $"ez_test_{++_made}";
            await ExecuteAsync(_server.ConnectionString, $"CREATE DATABASE {name} TEMPLATE {Template}");
            // No installation takes all of the server's connections.
            return For(name, maxPoolSize: 40);
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ez-tests-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server runs as another user when the tests run as root, and must be able to walk in.
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);
        }

        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder, "postgres"), Durable = false }, CancellationToken.None);
        StopWithThisProcess(server, folder);

        // Many small installations share this server, each with pools of its own.
        await ExecuteAsync(server.ConnectionString, "ALTER SYSTEM SET max_connections = 1500");
        NpgsqlConnection.ClearAllPools();
        await server.RestartAsync(immediate: false, CancellationToken.None);

        await ExecuteAsync(server.ConnectionString, $"CREATE DATABASE {Template}");
        _server = server;
        await using (var source = new NpgsqlDataSourceBuilder(For(Template)).Build())
        {
            await using var context = new AppDbContext(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(source).Options);
            await new DatabaseStartup(context, source).MigrateAsync(CancellationToken.None);
        }

        // A template is copied only while nobody is connected to it.
        NpgsqlConnection.ClearAllPools();
        return server;
    }

    /// <summary>However the run ends: a test host is given no time at its exit, and may be killed. So on Unix somebody else waits for its end.</summary>
    private static void StopWithThisProcess(EmbeddedPostgres server, string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            {
                server.DisposeAsync().AsTask().GetAwaiter().GetResult();
                Directory.Delete(folder, recursive: true);
            };
            return;
        }

        const string waiter = """
            exec </dev/null >/dev/null 2>&1
            while kill -0 "$1"; do sleep 1; done
            kill -INT "$(head -n 1 "$2"/postgres/server/cluster/postmaster.pid)"
            while [ -e "$2"/postgres/server/cluster/postmaster.pid ]; do sleep 0.2; done
            rm -rf "$2"
            """;
        string[] arguments = ["-c", waiter, "test-databases", $"{Environment.ProcessId}", folder];
        using var started = Process.Start(new ProcessStartInfo("/bin/sh", arguments) { UseShellExecute = false });
    }

    private static string For(string database, int maxPoolSize = 100) =>
        new NpgsqlConnectionStringBuilder(_server!.ConnectionString) { Database = database, MaxPoolSize = maxPoolSize }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
