namespace EzSolutions.Infrastructure.Common.Persistence;

/// <summary>What the model cannot say (triggers, checks, functions): SQL files in each feature's <c>Sql/</c> folder, in the order of their names.</summary>
internal static class DatabaseScripts
{
    public static IEnumerable<string> All()
    {
        var assembly = typeof(DatabaseScripts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);

            // EF reads braces as parameters.
            yield return reader.ReadToEnd().Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        }
    }
}
