using System.Collections.Frozen;

namespace EzSolutions.Bot.Understanding.Text;

/// <summary>Figures and letters that stand for words by their sound, where what is around them says so: "talk 2 someone", "pay 4 my vps", "y is it down".</summary>
internal static class Shorthand
{
    private static readonly FrozenSet<string> BeforeTo = Words(
        "want need like talk speak write chat listen love have has had how where what go going got get able trying try back due up used connect connected switch "
        + "change move upgrade add send reply answer said tell explain help way time login next point belongs close thanks happy welcome ready someone person "
        + "nothing something easy hard according you i it me");

    private static readonly FrozenSet<string> AfterTo = Words(
        "me my the you your it this that them us him her our someone somebody anyone anybody a an human person pay buy get order see know have be do use talk speak "
        + "change cancel renew move make add send check restart reboot set stop start open close ask help log sign reset login connect show give find learn");

    private static readonly FrozenSet<string> AfterFor = Words(
        "my me the a an this that it you your our us now free real sure him her them sale tax accounting someone what how which business wordpress today tomorrow next long");

    private static readonly FrozenSet<string> BeforeOne = Words(
        "cheapest smallest biggest largest bigger smaller cheaper this that which the other another last first second next new old same good best wrong right any "
        + "small big middle");

    private static readonly FrozenSet<string> WhatFor = Words("is was it this that charge charged me money");
    private static readonly FrozenSet<string> TooWhat = Words("small big much many late slow high low expensive long weak little short old hard");
    private static readonly FrozenSet<string> BeforeToo = Words("is it's are was were way far cost costs took takes it that this getting seems looks");

    /// <summary>Writes such signs out in place.</summary>
    public static void WriteOut(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
            if (Meaning(tokens, i) is { } word) tokens[i] = tokens[i] with { Text = word, Kind = TokenKind.Word };
    }

    private static string? Meaning(List<Token> tokens, int at)
    {
        var (kind, text) = (tokens[at].Kind, tokens[at].Text);
        if (tokens.Count == 1 || text.Length != 1) return null;
        var before = at > 0 && tokens[at - 1].After == '\0' ? tokens[at - 1].Text : "";
        var after = at + 1 < tokens.Count && tokens[at].After == '\0' ? tokens[at + 1] : default;
        if (kind == TokenKind.Number)
        {
            return text switch
            {
                "2" when AfterTo.Contains(after.Text ?? "") && (before.Length > 0 || at == 0) || (after.Text is null && before is "talk" or "speak" or "chat" or "want" or "like" or "need") => "to",
                "2" when TooWhat.Contains(after.Text ?? "") && BeforeToo.Contains(before) => "too",
                "2" when BeforeTo.Contains(before) && after.Kind == TokenKind.Word && after.Text is { Length: > 0 } next && !IsCounted(next) => "to",
                "4" when AfterFor.Contains(after.Text ?? "") || (after.Kind is TokenKind.Domain or TokenKind.Identifier && before.Length > 0) => "for",
                "4" when after.Text is null && WhatFor.Contains(before) && tokens.Exists(token => token.Text is "what" or "what's") => "for",
                "1" when BeforeOne.Contains(before) && after.Kind is not (TokenKind.Number or TokenKind.Currency) && !IsCounted(after.Text ?? "") => "one",
                _ => null,
            };
        }

        if (kind != TokenKind.Word || after.Text is null) return null;
        return text switch
        {
            "y" => "why",
            "c" => "see",
            _ => null,
        };
    }

    // "I want 2 servers", "2 gb", "2 more": what is counted.
    private static bool IsCounted(string word) => word.EndsWith('s') && word is not ("is" or "this" or "its" or "discuss" or "access")
        || word is "gb" or "tb" or "mb" or "core" or "more" or "gig" or "ghz" or "vcpu" or "cpu" or "month" or "year" or "x" or "of" or "or" or "and" or "to" or "week" or "day" or "hour" or "min";

    private static FrozenSet<string> Words(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
