using System.Globalization;

namespace EzSolutions.Sandbox.Postgres;

/// <summary>
/// The account that the server runs as. PostgreSQL refuses to run as root, so root drops to an unprivileged account.
/// </summary>
internal sealed class ServerAccount
{
    private readonly (int User, int Group, string Name)? _drop;

    private ServerAccount((int User, int Group, string Name)? drop) => _drop = drop;

    public bool Drops => _drop is not null;

    public string Name => _drop?.Name ?? Environment.UserName;

    public static ServerAccount Choose()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new ServerAccount(null);
        if (OnPath("setpriv") is null)
        {
            throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root and setpriv (util-linux) is not installed to drop to another account; install it or start as a normal user.");
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(f => f.Length > 3).ToList();
        var chosen = accounts.Find(f => f[0] == "postgres") ?? accounts.Find(f => f[0] == "nobody")
            ?? throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root and this machine has neither a postgres nor a nobody account; start as a normal user.");
        return new ServerAccount((
            int.Parse(chosen[2], CultureInfo.InvariantCulture),
            int.Parse(chosen[3], CultureInfo.InvariantCulture),
            chosen[0]));
    }

    public Task<Tool.Outcome> RunAsync(string file, IReadOnlyList<string> arguments, CancellationToken ct) => _drop is { } drop
        ? Tool.RunAsync("setpriv", [$"--reuid={drop.User}", $"--regid={drop.Group}", "--clear-groups", "--", file, .. arguments], ct)
        : Tool.RunAsync(file, arguments, ct);

    /// <summary>Whether the account can pass through this folder.</summary>
    public async Task<bool> ReachesAsync(string path, CancellationToken ct) =>
        !Drops || (await RunAsync("test", ["-x", path], ct)).Succeeded;

    /// <summary>Makes a private folder that belongs to the account; refuses one that belongs to anybody else.</summary>
    public async Task OwnAsync(string folder, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (_drop is not { } drop)
            return;
        var owner = await Tool.RunAsync("stat", ["-c", "%u", folder], ct);
        if (owner.Output is not "0" && owner.Output != drop.User.ToString(CultureInfo.InvariantCulture))
            throw new EmbeddedPostgresException($"The folder {folder} belongs to another account; remove it, then start again.");
        var changed = await Tool.RunAsync("chown", ["-R", "-h", $"{drop.User}:{drop.Group}", folder], ct);
        if (!changed.Succeeded)
            throw new EmbeddedPostgresException($"The folder {folder} cannot be given to the account {drop.Name} ({changed.Output}); choose another data folder.");
    }

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
