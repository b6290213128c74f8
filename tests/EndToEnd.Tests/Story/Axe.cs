using EzSolutions.EndToEnd.Tests.FrontEnd;
using Microsoft.Playwright;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>The accessibility rules of axe-core, contrast included, judged by what the browser really shows.</summary>
internal static class Axe
{
    private const string Findings = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)} (${n.failureSummary.replace(/\s+/g, ' ').slice(0, 240)})`))
        """;

    private static readonly Lazy<string> Script = new(() => File.ReadAllText(Path.Combine(Repository.Root, "node_modules", "axe-core", "axe.min.js")));

    /// <param name="where">Names the page in each finding.</param>
    public static async Task<IEnumerable<string>> LookAsync(IFrame frame, string where)
    {
        await frame.EvaluateAsync(Script.Value);
        return (await frame.EvaluateAsync<string[]>(Findings)).Select(found => $"{where}: {found}");
    }
}
