using EzSolutions.Bot.Understanding.Entities;

namespace EzSolutions.Bot.Understanding.Text;

/// <summary>Cuts a cleaned message into tokens, keeping addresses, numbers and names whole, and corrects the words.</summary>
internal sealed class Tokeniser(Lexicon lexicon)
{
    public const int MaximumTokens = 300;

    // Correcting costs the most of all steps; a message of noise must not buy unlimited work.
    private const int MaximumCorrections = 24;

    // Up to here a slip is likelier than a space left out.
    private const int SurelyMeant = 6;
    private const int LongestShortForm = 8;

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

        Shorthand.WriteOut(run.Tokens);
        return run.Tokens;
    }

    private void Chunk(Run run, int start, int end)
    {
        var text = run.Clean.AsSpan();
        while (start < end && !Shapes.CanStart(text[start])) Punctuate(run.Tokens, text[start++]);
        var stop = end;
        while (stop > start && !Shapes.CanEnd(text[stop - 1])) stop--;
        if (stop > start && !ShortForm(run, start, stop) && !Whole(run, start, stop)) Pieces(run, start, stop);
        for (var i = stop; i < end; i++) Punctuate(run.Tokens, text[i]);
    }

    // "sum1", "gr8", "b4": a short form with a figure in it, which would else be a name or a quantity.
    private bool ShortForm(Run run, int start, int end)
    {
        var chunk = run.Clean.AsSpan(start, end - start);
        if (chunk.Length > LongestShortForm || !chunk.ContainsAnyInRange('0', '9')) return false;
        Span<char> lower = stackalloc char[LongestShortForm];
        var length = chunk.ToLowerInvariant(lower);
        if (lexicon.ReplacementFor(lower[..length]) is not { } full) return false;
        WriteOut(run, full, start, end);
        return true;
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
        // "n" alone says no; in a sentence it is an "and".
        var alone = word.Length == 1 && run.Tokens.Count == 0 && run.Clean.AsSpan(end).IsWhiteSpace();
        if (!alone && lexicon.ReplacementFor(word) is { } full) WriteOut(run, full, start, end);
        else Resolve(run, word, start, end);
    }

    private void Resolve(Run run, ReadOnlySpan<char> word, int start, int end)
    {
        if (lexicon.Find(word) is { } known)
        {
            Add(run, known, start, end);
            return;
        }

        if (Calmed(word) is { } calm)
        {
            WriteOut(run, calm, start, end);
            return;
        }

        var written = word.ToString();
        if (lexicon.IsEveryday(written) || run.Corrections >= MaximumCorrections)
        {
            Add(run, written, start, end);
            return;
        }

        run.Corrections++;
        var corrected = lexicon.Correct(word);
        var split = corrected is { Cost: <= SurelyMeant } ? 0 : RunTogether.Find(word, lexicon);
        if (split > 0)
        {
            Part(run, word[..split], start, start + split);
            Part(run, word[split..], start + split, end);
        }
        else if (corrected is { } meant)
        {
            Part(run, meant.Word, start, end);
        }
        else
        {
            Add(run, written, start, end);
        }
    }

    private void Part(Run run, ReadOnlySpan<char> word, int start, int end)
    {
        if (lexicon.ReplacementFor(word) is { } full) WriteOut(run, full, start, end);
        else Add(run, lexicon.Find(word) ?? word.ToString(), start, end);
    }

    // "heeeelp", "plzzzz": the word with its drawn-out letters cut back.
    private string[]? Calmed(ReadOnlySpan<char> word)
    {
        Span<char> squeezed = stackalloc char[32];
        for (var keep = 2; keep >= 1; keep--)
        {
            var length = Shapes.Squeeze(word, squeezed, keep);
            if (length == word.Length) break;
            if (lexicon.Find(squeezed[..length]) is { } calm) return [calm];
            if (lexicon.ReplacementFor(squeezed[..length]) is { } full) return full;
        }

        // "mee", "plzz", "niite": a letter struck twice in a short form.
        var single = Shapes.Squeeze(word, squeezed, keep: 1, from: 2);
        return single < word.Length ? lexicon.ReplacementFor(squeezed[..single]) : null;
    }

    private static void WriteOut(Run run, string[] words, int start, int end)
    {
        foreach (var word in words) Add(run, word, start, end);
    }

    private static void Add(Run run, string word, int start, int end) => run.Tokens.Add(new Token(word, start, end, TokenKind.Word, '\0'));

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
