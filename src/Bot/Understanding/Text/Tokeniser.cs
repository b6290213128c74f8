using EzSolutions.Bot.Understanding.Entities;

namespace EzSolutions.Bot.Understanding.Text;

/// <summary>Cuts a cleaned message into tokens, keeping addresses, numbers and names whole, and corrects the words.</summary>
internal sealed class Tokeniser(Lexicon lexicon)
{
    public const int MaximumTokens = 300;

    // Correcting costs the most of all steps; a message of noise must not buy unlimited work.
    private const int MaximumCorrections = 24;

    public List<Token> Tokenise(string clean)
    {
        var run = new Run(clean, new List<Token>(32));
        var at = 0;
        while (at < clean.Length && run.Tokens.Count < MaximumTokens)
        {
            if (clean[at] == '\n') Pause(run.Tokens, '.');
            if (char.IsWhiteSpace(clean[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < clean.Length && !char.IsWhiteSpace(clean[end])) end++;
            Chunk(run, at, end);
            at = end;
        }

        return run.Tokens;
    }

    private void Chunk(Run run, int start, int end)
    {
        var text = run.Clean.AsSpan();
        while (start < end && !Shapes.CanStart(text[start])) Punctuate(run.Tokens, text[start++]);
        var stop = end;
        while (stop > start && !Shapes.CanEnd(text[stop - 1])) stop--;
        if (stop > start && !Whole(run, start, stop)) Pieces(run, start, stop);
        for (var i = stop; i < end; i++) Punctuate(run.Tokens, text[i]);
    }

    private static bool Whole(Run run, int start, int end)
    {
        var chunk = run.Clean.AsSpan(start, end - start);
        if (Shapes.IsEmail(chunk)) return Add(run, chunk, start, end, TokenKind.Email);
        var host = Shapes.HostOf(chunk, out var offset);
        if (Shapes.IsAddress(host)) return Add(run, host, start, end, TokenKind.Address);
        if (Shapes.IsDomain(host)) return Add(run, host, start + offset, start + offset + host.Length, TokenKind.Domain);
        if (Shapes.IsNumber(chunk)) return Add(run, chunk, start, end, TokenKind.Number);
        return Shapes.IsIdentifier(chunk) && Add(run, chunk, start, end, TokenKind.Identifier);
    }

    private void Pieces(Run run, int start, int end)
    {
        var text = run.Clean.AsSpan();
        var at = start;
        while (at < end && run.Tokens.Count < MaximumTokens)
        {
            var c = text[at];
            if (EntityWords.Currencies.ContainsKey(c.ToString()) && !char.IsLetter(c))
            {
                Add(run, text.Slice(at, 1), at, at + 1, TokenKind.Currency);
                at++;
            }
            else if (char.IsAsciiDigit(c))
            {
                at = Digits(run, at, end);
            }
            else if (char.IsLetter(c))
            {
                var stop = at;
                while (stop < end && (char.IsLetter(text[stop]) || (text[stop] == '\'' && stop + 1 < end && char.IsLetter(text[stop + 1])))) stop++;
                Word(run, at, stop);
                at = stop;
            }
            else
            {
                Punctuate(run.Tokens, c);
                at++;
            }
        }
    }

    private static int Digits(Run run, int at, int end)
    {
        var text = run.Clean.AsSpan();
        var stop = at;
        while (stop < end && Shapes.IsNumber(text[at..(stop + 1)])) stop++;
        while (stop < end && text[stop] is '.' or ',' && stop + 1 < end && char.IsAsciiDigit(text[stop + 1]))
        {
            stop++;
            while (stop < end && char.IsAsciiDigit(text[stop])) stop++;
        }

        var letters = stop;
        while (letters < end && char.IsAsciiLetter(text[letters])) letters++;
        if (letters > stop && Shapes.IsOrdinalEnding(text[stop..letters]))
        {
            Add(run, text[at..letters], at, letters, TokenKind.Word);
            return letters;
        }

        Add(run, text[at..stop], at, stop, TokenKind.Number);
        return stop;
    }

    private void Word(Run run, int start, int end)
    {
        Span<char> lower = stackalloc char[32];
        var length = Math.Min(end - start, lower.Length);
        run.Clean.AsSpan(start, length).ToLowerInvariant(lower);
        var word = lower[..length];
        if (lexicon.ReplacementFor(word) is { } full)
        {
            foreach (var part in full) run.Tokens.Add(new Token(part, start, end, TokenKind.Word, '\0'));
            return;
        }

        run.Tokens.Add(new Token(Resolve(run, word), start, end, TokenKind.Word, '\0'));
    }

    private string Resolve(Run run, Span<char> word)
    {
        if (lexicon.Find(word) is { } known) return known;
        Span<char> squeezed = stackalloc char[32];
        for (var keep = 2; keep >= 1; keep--)
        {
            var length = Shapes.Squeeze(word, squeezed, keep);
            if (length == word.Length) break;
            if (lexicon.Find(squeezed[..length]) is { } calm) return calm;
            if (lexicon.ReplacementFor(squeezed[..length]) is { Length: 1 } full) return full[0];
        }

        if (run.Corrections >= MaximumCorrections) return word.ToString();
        run.Corrections++;
        return lexicon.Correct(word) ?? word.ToString();
    }

    private static bool Add(Run run, ReadOnlySpan<char> text, int start, int end, TokenKind kind)
    {
        run.Tokens.Add(new Token(text.ToString().ToLowerInvariant(), start, end, kind, '\0'));
        return true;
    }

    private static void Punctuate(List<Token> tokens, char c)
    {
        if (c is '&' or '+') tokens.Add(new Token("and", 0, 0, TokenKind.Word, '\0'));
        else if (c == '?') Pause(tokens, '?');
        else if (c is '.' or '!' or ';' or '\u2026') Pause(tokens, '.');
        else if (c is ',' or ':' or '-' or '(' or ')') Pause(tokens, ',');
    }

    private static void Pause(List<Token> tokens, char mark)
    {
        if (tokens.Count == 0) return;
        var last = tokens[^1];
        if (last.After == '?' || (last.After == '.' && mark == ',')) return;
        tokens[^1] = last with { After = mark };
    }

    private sealed class Run(string clean, List<Token> tokens)
    {
        public string Clean { get; } = clean;

        public List<Token> Tokens { get; } = tokens;

        public int Corrections { get; set; }
    }
}
