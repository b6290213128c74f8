using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace EzSolutions.Sandbox.Postgres;

/// <summary>Creates, starts, finds and stops the server of one data folder. Callers hold its lock.</summary>
internal sealed partial class ServerControl
{
    private const string Superuser = "ez";
    private const string Database = "ez";
    private const int PortTries = 5;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly EmbeddedPostgresOptions _options;
    private readonly string _folder;
    private readonly string _settingsFile;
    private string _cluster = "";
    private ServerBinaries? _binaries;
    private ServerAccount? _account;

    public ServerControl(EmbeddedPostgresOptions options)
    {
        _options = options;
        _folder = Path.GetFullPath(options.DataDirectory);
        _settingsFile = Path.Combine(_folder, "server.json");
        Directory.CreateDirectory(_folder);
        var probe = Path.Combine(_folder, $".write-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        File.WriteAllText(probe, "");
        File.Delete(probe);
    }

    public Task<FileLock> LockAsync(CancellationToken ct) =>
        FileLock.ExclusiveAsync(Path.Combine(_folder, "start.lock"), StartLimit, TimeProvider.System, ct);

    /// <summary>Held for as long as this process uses the server; freed by the system if the process dies.</summary>
    public FileLock Use() => FileLock.Shared(Path.Combine(_folder, "use.lock"));

    public bool NobodyUsesIt()
    {
        using var alone = FileLock.TryExclusive(Path.Combine(_folder, "use.lock"));
        return alone is not null;
    }

    /// <summary>Returns the connection string of a server that accepts connections and has the database.</summary>
    public async Task<string> EnsureRunningAsync(CancellationToken ct)
    {
        _account ??= ServerAccount.Choose();
        var settings = ServerSettings.Load(_settingsFile);
        if (settings is null)
        {
            settings = ServerSettings.Create();
            settings.Save(_settingsFile);
        }

        var home = await HomeAsync(settings, ct);
        _cluster = Path.Combine(home, "cluster");
        _binaries ??= await ServerBinaries.FindAsync(_options.Search, await ClusterFiles.MadeByAsync(_cluster, ct), ct);
        if (await Postmaster.FindAsync(_cluster, ct) is { } running)
        {
            LogReused(_options.Logger, running.Pid, running.Port);
            return await ReadyAsync(settings with { Port = running.Port }, ct);
        }

        _binaries = await _binaries.ReachableAsync(_account, ct);
        await _account.OwnAsync(home, ct);
        await new ClusterFiles(_binaries, _account, _cluster, _options.Durable).EnsureAsync(settings.Password, ct);
        settings = await StartOnAPortAsync(settings, ct);
        settings.Save(_settingsFile);
        LogStarted(_options.Logger, _binaries.Version, settings.Port, _cluster);
        return await ReadyAsync(settings, ct);
    }

    public async Task StopIfOursAsync()
    {
        var running = await Postmaster.FindAsync(_cluster, CancellationToken.None);
        if (running is not null && ServerSettings.Load(_settingsFile)?.StartedPid == running.Pid)
            await StopAsync("fast", CancellationToken.None);
    }

    public Task StopAsync(string mode, CancellationToken ct) =>
        _account!.RunAsync(_binaries!.PgCtl, ["stop", "-D", _cluster, "-m", mode, "-w", "-t", "60"], ct);

    /// <summary>A folder under /var/tmp where the server's account cannot reach the data folder (a closed home).</summary>
    private async Task<string> HomeAsync(ServerSettings settings, CancellationToken ct)
    {
        var home = Path.Combine(_folder, "server");
        if (await _account!.ReachesAsync(_folder, ct))
            return home;
        var reachable = Path.Combine("/var/tmp", $"ez-postgres-{settings.Id}");
        LogMoved(_options.Logger, _account.Name, _folder, reachable);
        return reachable;
    }

    private async Task<ServerSettings> StartOnAPortAsync(ServerSettings settings, CancellationToken ct)
    {
        var port = _options.Port != 0 ? _options.Port : settings.Port;
        if (_options.Port != 0 && !IsFree(_options.Port))
            throw new EmbeddedPostgresException($"Port {_options.Port} is already in use; stop what listens there, or choose another port for the database.");

        var log = Path.Combine(Path.GetDirectoryName(_cluster)!, "server.log");
        for (var attempt = 1; ; attempt++)
        {
            if (port == 0 || !IsFree(port))
                port = FreePort();
            await ClusterFiles.WriteSettingsAsync(_cluster, port, _options.Durable, ct);
            var logged = File.Exists(log) ? new FileInfo(log).Length : 0;
            var start = await _account!.RunAsync(_binaries!.PgCtl, ["start", "-D", _cluster, "-l", log, "-w", "-t", "90", "-s"], ct);
            if (start.Succeeded && await Postmaster.FindAsync(_cluster, ct) is { } running)
                return settings with { Port = port, StartedPid = running.Pid };

            // Another program can take the port between the look and the start; backends of a killed server need a moment to end.
            if (attempt == PortTries)
                throw new EmbeddedPostgresException($"PostgreSQL did not start: {LastWords(log, logged, start.Output)} The whole log is {log}.");
            port = _options.Port;
            await Task.Delay(TimeSpan.FromMilliseconds(300 * attempt), ct);
        }
    }

    private static async Task<string> ReadyAsync(ServerSettings settings, CancellationToken ct)
    {
        var target = new NpgsqlConnectionStringBuilder
        {
            Host = IPAddress.Loopback.ToString(),
            Port = settings.Port,
            Username = Superuser,
            Password = settings.Password,
            Database = Database,
        };
        var maintenance = new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = "postgres", Pooling = false };
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
                await connection.OpenAsync(ct);
                await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = 'ez'", connection);
                if (await exists.ExecuteScalarAsync(ct) is null)
                {
                    await using var create = new NpgsqlCommand("create database ez", connection);
                    await create.ExecuteNonQueryAsync(ct);
                }

                return target.ConnectionString;
            }
            catch (NpgsqlException e) when (tries < 200 && (e is not PostgresException || IsPassing(e.SqlState)))
            {
                // Starting up, shutting down or recovering from a crash.
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
            catch (NpgsqlException e)
            {
                throw new EmbeddedPostgresException(
                    $"The database server on port {settings.Port} does not let us in ({e.Message}); if server.json of the data folder was replaced, restore it.", e);
            }
        }
    }

    private static bool IsPassing(string? state) =>
        state is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.ObjectInUse;

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string LastWords(string log, long from, string otherwise)
    {
        if (!File.Exists(log))
            return otherwise;
        using var stream = File.Open(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(Math.Min(from, stream.Length), SeekOrigin.Begin);
        var lines = new StreamReader(stream).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.LastOrDefault(l => l.Contains("FATAL", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? otherwise;
    }

    [LoggerMessage(1, LogLevel.Information, "PostgreSQL {Version} is running on 127.0.0.1:{Port}, its files are in {Cluster}")]
    private static partial void LogStarted(ILogger logger, int version, int port, string cluster);

    [LoggerMessage(2, LogLevel.Information, "Reusing the PostgreSQL server of this data folder (process {Pid}, port {Port})")]
    private static partial void LogReused(ILogger logger, int pid, int port);

    [LoggerMessage(3, LogLevel.Information, "The account {Account} cannot reach {Folder}; PostgreSQL keeps its files in {Reachable}")]
    private static partial void LogMoved(ILogger logger, string account, string folder, string reachable);
}
