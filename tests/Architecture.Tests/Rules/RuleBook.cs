using System.Text.RegularExpressions;

namespace EzSolutions.Architecture.Tests.Rules;

/// <summary>docs/rules.md against the code: what a row names is there, and its number stands in source and in the name of a test.</summary>
internal sealed partial class RuleBook(string source, string tests)
{
    private static readonly string[] Numbers =
        [.. new[] { ("M", 12), ("O", 10), ("P", 8), ("C", 8) }.SelectMany(s => Enumerable.Range(1, s.Item2).Select(n => $"{s.Item1}{n:D2}"))];

    public static string Document => File.ReadAllText(Path.Combine(Root, "docs", "rules.md"));

    private static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "EzSolutions.sln")))
                    return folder.FullName;
            }

            throw new InvalidOperationException($"No EzSolutions.sln above {AppContext.BaseDirectory}.");
        }
    }

    public static RuleBook Read() => new(Text("src"), Text("tests"));

    /// <returns>What does not hold, in words; empty when all does.</returns>
    public IReadOnlyList<string> Problems(string document)
    {
        var rows = Row().Matches(document).Select(m => (Rule: m.Groups["rule"].Value.Trim(), Kept: m.Groups["kept"].Value)).ToList();
        var numbered = rows.Select(r => r.Rule.Split(' ')[0]).Where(Numbers.Contains).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Numbers.Where(n => !numbered.Contains(n)).Select(n => $"{n} has no row"),
            .. rows.GroupBy(r => r.Rule, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"'{same.Key}' stands there more than once"),
            .. numbered.Where(n => !Regex.IsMatch(source, $@"\b{n}\b", RegexOptions.None, TimeSpan.FromSeconds(5))).Select(n => $"{n} is quoted nowhere in the source"),
            .. numbered.Where(n => !Regex.IsMatch(tests, $@"\b{n}_\w+\(", RegexOptions.None, TimeSpan.FromSeconds(5))).Select(n => $"{n} is in no test's name"),
            .. rows.SelectMany(r => Term().Matches(r.Kept).Select(t => (r.Rule, Term: t.Groups["term"].Value)))
                .Where(t => !source.Contains(t.Term, StringComparison.Ordinal) && !tests.Contains(t.Term, StringComparison.Ordinal))
                .Select(t => $"'{t.Rule}' names {t.Term}, which is not there"),
        ];
    }

    private static string Text(string folder) => string.Join('\n', Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".sql", StringComparison.Ordinal) || f.EndsWith(".ts", StringComparison.Ordinal))
        .Where(f => !Built().IsMatch(f))
        .Select(File.ReadAllText));

    [GeneratedRegex(@"^\| (?<rule>(?!rule |---)[^|]+)\|(?<kept>[^\n]*)\|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5_000)]
    private static partial Regex Row();

    /// <summary>The last word of <c>`Invoice.Allocate`</c>, the first of <c>`state = 'x'`</c>; addresses are not words of the code.</summary>
    [GeneratedRegex(@"`(?:[A-Za-z]\w*\.)*(?<term>[A-Za-z_]\w*)[^`]*`", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Term();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules|dist|wwwroot|Migrations)[/\\]", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Built();
}
