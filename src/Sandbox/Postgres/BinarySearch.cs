namespace EzSolutions.Sandbox.Postgres;

/// <summary>The places looked in for server binaries, in the order of design.md §2.</summary>
internal sealed record BinarySearch
{
    /// <summary>EZ_POSTGRES_BIN: when set, nothing else is looked at.</summary>
    public string? Chosen { get; init; }

    public IReadOnlyList<string> PathFolders { get; init; } = [];

    public IReadOnlyList<string> UsualFolders { get; init; } = [];

    /// <summary>Folders from which node_modules is looked for, upward.</summary>
    public IReadOnlyList<string> PackageRoots { get; init; } = [];

    public static BinarySearch FromEnvironment() => new()
    {
        Chosen = Environment.GetEnvironmentVariable("EZ_POSTGRES_BIN") is { Length: > 0 } bin ? bin : null,
        PathFolders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        UsualFolders = Usual().ToList(),
        PackageRoots = [Environment.CurrentDirectory, AppContext.BaseDirectory],
    };

    private static IEnumerable<string> Usual()
    {
        // Versioned folders: the newest first.
        string[] versioned =
        [
            "/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/local/lib/postgresql",
            "/Applications/Postgres.app/Contents/Versions", "/Library/PostgreSQL", @"C:\Program Files\PostgreSQL",
        ];
        foreach (var parent in versioned.Where(Directory.Exists))
        {
            var found = Directory.EnumerateDirectories(parent)
                .Select(folder => (Folder: folder, Version: VersionIn(Path.GetFileName(folder))))
                .Where(f => f.Version > 0)
                .OrderByDescending(f => f.Version);
            foreach (var (folder, _) in found)
                yield return Path.Combine(folder, "bin");
        }

        foreach (var version in Enumerable.Range(15, 10).Reverse())
            yield return $"/usr/pgsql-{version}/bin";
        yield return "/usr/lib/postgresql/bin";
        yield return "/usr/libexec/postgresql";
        yield return "/usr/local/pgsql/bin";
    }

    private static int VersionIn(string name)
    {
        var digits = name.StartsWith("postgresql@", StringComparison.Ordinal) ? name["postgresql@".Length..] : name;
        return int.TryParse(digits.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
