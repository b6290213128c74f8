using Npgsql;

namespace EzSolutions.Sandbox.Postgres;

/// <summary>
/// A real PostgreSQL server on loopback, kept in a data folder. It outlives a killed process: the next start finds and
/// reuses it. Several processes may share one; the last to leave stops it, unless somebody else had started it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly ServerControl _control;
    private readonly FileLock _use;
    private bool _disposed;

    private EmbeddedPostgres(ServerControl control, FileLock use, string connectionString)
    {
        _control = control;
        _use = use;
        ConnectionString = connectionString;
    }

    /// <summary>Npgsql connection string of the database <c>ez</c>, which exists.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts the server of this data folder, or joins the one that already runs.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot run; the message says why and names the cure.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            var control = new ServerControl(options);
            using var starting = await control.LockAsync(ct);
            var use = control.Use();
            try
            {
                return new EmbeddedPostgres(control, use, await control.EnsureRunningAsync(ct));
            }
            catch
            {
                use.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new EmbeddedPostgresException(
                $"The data folder {Path.GetFullPath(options.DataDirectory)} cannot be written ({e.Message}); choose another one, or give this account access to it.", e);
        }
    }

    /// <summary>Restarts the server in place, to play a database restart; <paramref name="immediate"/> plays a crash.</summary>
    public async Task RestartAsync(bool immediate, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using var starting = await _control.LockAsync(ct);
        await _control.StopAsync(immediate ? "immediate" : "fast", ct);
        await _control.EnsureRunningAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        using var starting = await _control.LockAsync(CancellationToken.None);
        _use.Dispose();
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        if (_control.NobodyUsesIt())
            await _control.StopIfOursAsync();
    }
}
