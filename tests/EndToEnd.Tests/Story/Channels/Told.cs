using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>One thing that was said to a customer, as they see it, whatever form their channel gives it: its words, its facts, what can be pressed.</summary>
/// <param name="Place">The channel's own name for where it stands: what changes in place keeps it.</param>
/// <param name="Cards">Adaptive Cards as they came, on channels of such.</param>
internal sealed partial record Told(
    string Place, IReadOnlyList<string> Words, IReadOnlyList<Fact> Facts, IReadOnlyList<Choice> Choices, IReadOnlyList<JsonNode>? Cards = null)
{
    public bool Shows(string words) => Words.Any(w => w.Contains(words, StringComparison.OrdinalIgnoreCase));

    public bool Has(string label) => Facts.Any(f => f.Label == label);

    public string this[string label] => Facts.SingleOrDefault(f => f.Label == label)?.Value ?? throw new ShouldAssertException($"There is no fact \"{label}\" in:\n{this}");

    public Choice Choice(string label, string? of = null) =>
        Choices.FirstOrDefault(c => c.Label.StartsWith(label, StringComparison.Ordinal) && (of is null || c.Of == of))
        ?? throw new ShouldAssertException($"There is no \"{label}\" to press in:\n{this}");

    /// <summary>For comparing channels: what is each customer's own (numbers, addresses, days, hours) is left out.</summary>
    /// <param name="own">The customer's own words: their server's name, their address.</param>
    public string Plainly(params string[] own)
    {
        var text = own.Aggregate(ToString(), (t, word) => t.Replace(word, "(own)", StringComparison.OrdinalIgnoreCase));
        return Own().Replace(text, "(own)");
    }

    public override string ToString() => string.Join('\n', [
        .. Words, .. Facts.Select(f => $"  {f.Label}: {f.Value}"), .. Choices.Select(c => $"  [{(c.Of is null ? c.Label : $"{c.Of}: {c.Label}")}]{(c.Link is null ? "" : " opens a page")}")]);

    /// <summary>The lines of a text; a channel without columns sets a price behind its title with a dot.</summary>
    public static IEnumerable<string> Lines(string? text) =>
        (text ?? "").Split(['\n', '·'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => Spaces().Replace(l, " "));

    [GeneratedRegex(@"\b(ORD|INV|TCK)-[\w-]*\w|\b\d{1,3}(\.\d{1,3}){3}\b|\b\d{1,2} [A-Z][a-z]+ 20\d\d\b|\b\d\d:\d\d UTC\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Own();

    [GeneratedRegex(@"\s+", RegexOptions.None, 200)]
    private static partial Regex Spaces();
}

internal sealed record Fact(string Label, string Value);

/// <param name="Of">The line of a list that it belongs to.</param>
/// <param name="Link">The page it opens; a button without one is sent back.</param>
/// <param name="Data">What the channel sends back when it is pressed.</param>
internal sealed record Choice(string Label, string? Of, Uri? Link, JsonElement Data);
