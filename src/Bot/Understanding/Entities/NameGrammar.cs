using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Finds the customer's services by name, e-mail addresses, domains, IP addresses and names such as web1.</summary>
internal static class NameGrammar
{
    private const int MostParts = 4;

    public static void ReadServices(Scan scan)
    {
        var names = scan.Context.ServiceNames;
        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i];
            if (name.Length < 2 || FindName(scan, name, name) || FindApart(scan, name)) continue;
            // "web1" for web1.example.com, when it can mean no other service.
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot > 1 && IsOnly(names, name[..dot], i)) FindName(scan, name[..dot], name);
        }
    }

    public static void ReadAddresses(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Taken(i)) continue;
            var token = scan.Tokens[i];
            if (token.Kind == TokenKind.Email) scan.Add(SlotNames.Email, token.Text, i, i);
            else if (token.Kind == TokenKind.Domain) scan.Add(SlotNames.Domain, token.Text, i, i);
            else if (token.Kind == TokenKind.Address) scan.Add(Entity.Address, token.Text, i, i);
        }
    }

    public static void ReadRest(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            var token = scan.Tokens[i];
            if (token.Text is "named" or "called" or "hostname" or "name" && ReadHostname(scan, i)) continue;
            if (token.Text is "call" or "name" && scan.Word(i + 1) is "it" or "this") ReadHostname(scan, i + 1);
            if (scan.Taken(i)) continue;
            if (token.Kind == TokenKind.Identifier) scan.Add(Entity.Name, token.Text, i, i);
            else if (token.Kind == TokenKind.Number) scan.Add(Entity.Number, MoneyGrammar.Normalise(token.Text), i, i);
            else if (token.Kind == TokenKind.Word && IsNameLike(token.Text)) scan.Add(Entity.Name, token.Text, i, i);
        }
    }

    private static bool ReadHostname(Scan scan, int at)
    {
        var next = at + 1;
        while (scan.Word(next) is "is" or "it" or "as" or "to" or "should" or "be" or "will") next++;
        if (next >= scan.Tokens.Count || scan.Tokens[at].EndsSentence) return false;
        var token = scan.Tokens[next];
        var name = token.Kind is TokenKind.Identifier or TokenKind.Domain || (token.Kind == TokenKind.Word && token.Text.Length > 2 &&
            scan.Tokens[at].Text is not "name" && token.Text is not ("for" or "the" or "and" or "what" or "how"));
        if (name) scan.Add(SlotNames.Hostname, scan.Clean[token.Start..token.End].ToLowerInvariant(), next, next);
        return name;
    }

    private static bool FindName(Scan scan, string written, string value)
    {
        var found = false;
        for (var at = 0; (at = scan.Clean.IndexOf(written, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += written.Length)
        {
            var end = at + written.Length;
            if (!IsBoundary(scan.Clean, at - 1, before: true) || !IsBoundary(scan.Clean, end, before: false)) continue;
            var (first, last) = TokensOver(scan.Tokens, at, end);
            if (first < 0 || scan.Taken(first)) continue;
            scan.Add(SlotNames.Service, value, first, last);
            found = true;
        }

        return found;
    }

    // "web 1" for web1, "shop prod" for shop-prod: the name's letters and figures, written in several words.
    private static bool FindApart(Scan scan, string name)
    {
        for (var first = 0; first < scan.Tokens.Count - 1; first++)
        {
            var matched = 0;
            for (var last = first; last < Math.Min(first + MostParts, scan.Tokens.Count) && !scan.Taken(last); last++)
            {
                matched = Continue(name, matched, scan.Clean.AsSpan(scan.Tokens[last].Start..scan.Tokens[last].End));
                if (matched < 0) break;
                if (matched < name.Length || last == first) continue;
                scan.Add(SlotNames.Service, name, first, last);
                return true;
            }
        }

        return false;
    }

    // How much of the name is matched with this part, or -1.
    private static int Continue(string name, int matched, ReadOnlySpan<char> part)
    {
        if (matched > 0 && matched < name.Length && name[matched] is '-' or '_' or '.') matched++;
        return part.Length > 0 && name.AsSpan(matched).StartsWith(part, StringComparison.OrdinalIgnoreCase) ? matched + part.Length : -1;
    }

    private static bool IsBoundary(string text, int at, bool before)
    {
        if (at < 0 || at >= text.Length) return true;
        if (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '_' or '@') return false;
        var beyond = before ? at - 1 : at + 1;
        return text[at] != '.' || beyond < 0 || beyond >= text.Length || !char.IsLetterOrDigit(text[beyond]);
    }

    private static (int First, int Last) TokensOver(List<Token> tokens, int start, int end)
    {
        var first = -1;
        var last = -1;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].End <= start || tokens[i].Start >= end) continue;
            if (first < 0) first = i;
            last = i;
        }

        return (first, last);
    }

    private static bool IsOnly(IReadOnlyList<string> names, string label, int self)
    {
        for (var i = 0; i < names.Count; i++)
            if (i != self && names[i].StartsWith(label, StringComparison.OrdinalIgnoreCase)) return false;
        return true;
    }

    // Letters ending in digits: web1, node03.
    private static bool IsNameLike(string word) => word.Length > 2 && char.IsLetter(word[0]) && char.IsAsciiDigit(word[^1]);
}
