namespace EzSolutions.Bot.Understanding.Text;

/// <summary>Reads the word lists beside the training texts: <c>short = long form</c> <c>CONCEPT: word, word, a phrase</c>, and plain lists of words.</summary>
internal static class LexiconFiles
{
    public static Dictionary<string, string[]> ReadReplacements(IEnumerable<string> lines)
    {
        var found = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 || line.StartsWith('#')) continue;
            var full = line[(at + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var form in line[..at].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) found[form] = full;
        }

        return found;
    }

    public static (Dictionary<string, ushort[]> Phrases, List<string> Names) ReadConcepts(IEnumerable<string> lines)
    {
        var names = new List<string>();
        var phrases = new Dictionary<string, ushort[]>(StringComparer.Ordinal);
        foreach (var (name, phrase) in Entries(lines))
        {
            var id = names.IndexOf(name);
            if (id < 0)
            {
                id = names.Count;
                names.Add(name);
            }

            var key = string.Join(' ', phrase.Split(' ').Select(Stemmer.Stem));
            var before = phrases.GetValueOrDefault(key, []);
            if (!before.Contains((ushort)id)) phrases[key] = [.. before, (ushort)id];
        }

        return (phrases, names);
    }

    public static IEnumerable<string> PlainWords(IEnumerable<string> lines) =>
        Entries(lines).SelectMany(entry => entry.Phrase.Split(' '));

    public static IEnumerable<string> ReadWords(IEnumerable<string> lines) =>
        lines.Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static IEnumerable<(string Name, string Phrase)> Entries(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var at = line.IndexOf(':', StringComparison.Ordinal);
            if (at < 0 || line.StartsWith('#')) continue;
            foreach (var phrase in line[(at + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                yield return (line[..at], phrase);
        }
    }
}
