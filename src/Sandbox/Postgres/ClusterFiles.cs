using System.Globalization;

namespace EzSolutions.Sandbox.Postgres;

/// <summary>The files of a database cluster: made once by initdb, settings written at every start.</summary>
internal sealed class ClusterFiles(ServerBinaries binaries, ServerAccount account, string cluster, bool durable)
{
    private const string OwnSettings = "ez.conf";

    public async Task EnsureAsync(string password, CancellationToken ct)
    {
        if (await MadeByAsync(cluster, ct) is not null)
        {
            await RefuseOtherVersionAsync(ct);
            return;
        }

        // Made aside and renamed: an initdb that is cut off leaves nothing that looks like a cluster.
        var aside = cluster + ".new";
        var passwordFile = cluster + ".password";
        try
        {
            var outcome = await InitDbAsync(aside, passwordFile, password, Locale(), ct);
            if (!outcome.Succeeded && outcome.Output.Contains("locale", StringComparison.OrdinalIgnoreCase))
                outcome = await InitDbAsync(aside, passwordFile, password, ["--locale=C"], ct);
            if (!outcome.Succeeded)
                throw new EmbeddedPostgresException($"initdb could not make a database in {cluster}: {outcome.Output.Split('\n')[^1]}; check that the disk has room and the folder is writable.");
        }
        finally
        {
            File.Delete(passwordFile);
        }

        await File.AppendAllTextAsync(Path.Combine(aside, "postgresql.conf"), $"\ninclude_if_exists = '{OwnSettings}'\n", ct);
        Directory.Move(aside, cluster);
    }

    /// <summary>Major version that made the cluster; null when there is none.</summary>
    public static async Task<int?> MadeByAsync(string cluster, CancellationToken ct)
    {
        var file = Path.Combine(cluster, "PG_VERSION");
        return File.Exists(file) && int.TryParse(await File.ReadAllTextAsync(file, ct), CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    public static Task WriteSettingsAsync(string cluster, int port, bool durable, CancellationToken ct)
    {
        // Commits still reach the operating system: a server that is killed (not a machine that is) loses none.
        var speed = durable ? "" : "fsync = off\nfull_page_writes = off\n";
        return File.WriteAllTextAsync(
            Path.Combine(cluster, OwnSettings),
            $"""
            # Written at every start; change postgresql.conf instead.
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            max_connections = 200
            shared_buffers = 128MB
            password_encryption = 'scram-sha-256'
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_line_prefix = '%m [%p] '
            jit = off
            {speed}
            """,
            ct);
    }

    private async Task<Tool.Outcome> InitDbAsync(string target, string passwordFile, string password, string[] locale, CancellationToken ct)
    {
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        File.Delete(passwordFile);
        await File.WriteAllTextAsync(passwordFile, password + "\n", ct);
        // The folder is private to the server's account; the file in it must be that account's as well.
        await account.OwnAsync(Path.GetDirectoryName(cluster)!, ct);
        List<string> arguments =
        [
            "-D", target, "--username=ez", $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8", .. locale,
        ];
        if (!durable)
            arguments.Add("--no-sync");
        return await account.RunAsync(binaries.InitDb, arguments, ct);
    }

    private string[] Locale() => binaries.Version >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        : OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"]
        : ["--locale=C"];

    private async Task RefuseOtherVersionAsync(CancellationToken ct)
    {
        if (await MadeByAsync(cluster, ct) is { } made && made != binaries.Version)
        {
            throw new EmbeddedPostgresException(
                $"The data in {cluster} was made by PostgreSQL {made}, but PostgreSQL {binaries.Version} was found in {binaries.Folder}; " +
                $"point EZ_POSTGRES_BIN at version {made}, or choose another data folder.");
        }
    }
}
