using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Operating systems ("debian 12", "ubuntu24.04", "windows server 2022") and places ("frankfurt", "new york").</summary>
internal static class SystemGrammar
{
    public static void Read(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            var token = scan.Tokens[i];
            if (token.Kind == TokenKind.Identifier && ReadJoined(scan, token.Text, i)) continue;
            if (token.Kind != TokenKind.Word) continue;
            if (EntityWords.Systems.TryGetValue(token.Text, out var system)) ReadSystem(scan, system, i);
            else if (EntityWords.Regions.Contains(token.Text)) scan.Add(SlotNames.Region, token.Text, i, i);
            else if (token.Text == "new" && scan.Word(i + 1) == "york") scan.Add(SlotNames.Region, "new york", i, i + 1);
            else if (token.Text is "us" or "eu" or "uk" && scan.Word(i - 1) == "in" && scan.Clean[token.Start] is 'U' or 'E')
                scan.Add(SlotNames.Region, token.Text, i, i);
        }
    }

    private static void ReadSystem(Scan scan, string system, int at)
    {
        if (system.Contains('-', StringComparison.Ordinal))
        {
            scan.Add(SlotNames.Os, system, at, at);
            return;
        }

        var next = at + 1;
        while (scan.Word(next) is "linux" or "server" or "stream" or "lts" or "version" or "leap") next++;
        var version = scan.Kind(next) == TokenKind.Number && IsVersion(scan, next) ? scan.Word(next) : null;
        if (version is null) scan.Add(SlotNames.Os, system, at, at);
        else scan.Add(SlotNames.Os, system + "-" + Expand(system, version), at, next);
    }

    // "debian 2 cores": the number belongs to what follows.
    private static bool IsVersion(Scan scan, int at) =>
        scan.Word(at + 1) is not ("gb" or "g" or "gig" or "gigs" or "core" or "cores" or "cpu" or "cpus" or "vcpu" or "vcpus" or "tb");

    private static string Expand(string system, string version) =>
        system == "ubuntu" && version.Length == 2 ? version + ".04" : version;

    private static bool ReadJoined(Scan scan, string text, int at)
    {
        var letters = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (letters < 4 || !EntityWords.Systems.TryGetValue(text[..letters].TrimEnd('-'), out var system)) return false;
        if (scan.Taken(at) || system.Contains('-', StringComparison.Ordinal)) return false;
        scan.Add(SlotNames.Os, system + "-" + Expand(system, text[letters..]), at, at);
        return true;
    }
}
