using EzSolutions.Bot.Understanding.Entities;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>
/// Turns tokens into features: words and pairs of words, the concepts behind them and pairs of those, letter groups for what is
/// misspelt, and the form of the sentence. Values such as domains and numbers stand as their kind, so no customer's name is learnt.
/// </summary>
internal sealed class FeatureExtractor(Lexicon lexicon)
{
    /// <summary>Part of the model's content hash: raise it whenever features, spelling or the variations trained on change.</summary>
    public const int Version = 6;

    private const int MostTokens = 60;
    private const int MostConcepts = 14;

    public void Extract(Scan scan, int first, int end, FeatureBuffer features)
    {
        features.Clear();
        end = Math.Min(end, first + MostTokens);
        Span<uint> stems = stackalloc uint[MostTokens];
        Span<uint> concepts = stackalloc uint[MostConcepts];
        var conceptCount = 0;
        var count = Words(scan, first, end, stems, features);
        Pairs(stems[..count], features);
        Concepts(scan, first, end, concepts, ref conceptCount, features);
        Letters(scan, first, end, features);
        Form(scan, first, end, conceptCount, features);
    }

    private int Words(Scan scan, int first, int end, Span<uint> stems, FeatureBuffer features)
    {
        var from = features.Count;
        var count = 0;
        for (var i = first; i < end; i++)
        {
            var hash = Mask(scan, i) is { } mask ? Hash(mask, 11) : Hash(lexicon.StemOf(scan.Tokens[i].Text), 1);
            // The second token of one masked thing adds nothing.
            if (count > 0 && stems[count - 1] == hash) continue;
            stems[count++] = hash;
            features.Add(hash, 0);
        }

        features.Balance(from, 1.0f);
        return count;
    }

    private static void Pairs(ReadOnlySpan<uint> stems, FeatureBuffer features)
    {
        var from = features.Count;
        var previous = 0x9E3779B9u;
        foreach (var stem in stems)
        {
            features.Add(Mix(previous, stem, 2), 0);
            previous = stem;
        }

        features.Add(Mix(previous, 0x7F4A7C15u, 2), 0);
        for (var i = 2; i < stems.Length; i++) features.Add(Mix(stems[i - 2], stems[i], 3), 0);
        features.Balance(from, 0.8f);
    }

    private void Concepts(Scan scan, int first, int end, Span<uint> concepts, ref int count, FeatureBuffer features)
    {
        var from = features.Count;
        Span<char> phrase = stackalloc char[96];
        for (var i = first; i < end; i++)
        {
            if (Mask(scan, i) is { } mask) Note(Hash(mask, 4), concepts, ref count);
            var length = 0;
            for (var k = 0; k < Lexicon.LongestPhrase && i + k < end; k++)
            {
                var stem = lexicon.StemOf(scan.Tokens[i + k].Text);
                if (length + stem.Length + 1 > phrase.Length) break;
                if (k > 0) phrase[length++] = ' ';
                stem.CopyTo(phrase[length..]);
                length += stem.Length;
                foreach (var id in lexicon.ConceptsOf(phrase[..length])) Note(0xC0000000u + id, concepts, ref count);
            }
        }

        foreach (var entity in scan.Entities)
            if (entity.First >= first && entity.Last < end && entity.Slot is SlotNames.Plan or SlotNames.BillingCycle or SlotNames.Os or SlotNames.Action)
                Note(Hash(entity.Slot, 4), concepts, ref count);

        for (var i = 0; i < count; i++) features.Add(Mix(concepts[i], 0, 5), 0);
        features.Balance(from, 1.2f);
        from = features.Count;
        for (var i = 0; i < count; i++)
            for (var j = i + 1; j < count; j++)
                features.Add(Mix(Math.Min(concepts[i], concepts[j]), Math.Max(concepts[i], concepts[j]), 6), 0);
        features.Balance(from, 1.0f);
    }

    private static void Note(uint concept, Span<uint> concepts, ref int count)
    {
        if (count < MostConcepts && !concepts[..count].Contains(concept)) concepts[count++] = concept;
    }

    private static void Letters(Scan scan, int first, int end, FeatureBuffer features)
    {
        var from = features.Count;
        Span<char> padded = stackalloc char[34];
        for (var i = first; i < end; i++)
        {
            var word = scan.Tokens[i].Text;
            if (word.Length is < 3 or > 32 || Mask(scan, i) is not null) continue;
            padded[0] = '_';
            word.CopyTo(padded[1..]);
            padded[word.Length + 1] = '_';
            var whole = padded[..(word.Length + 2)];
            for (var size = 3; size <= 5; size++)
                for (var at = 0; at + size <= whole.Length; at++)
                    features.Add(Hash(whole.Slice(at, size), 7), 0);
        }

        features.Balance(from, 0.7f);
    }

    private void Form(Scan scan, int first, int end, int concepts, FeatureBuffer features)
    {
        var from = features.Count;
        var length = end - first;
        features.Add(Mix((uint)(length <= 3 ? length : length <= 6 ? 6 : length <= 12 ? 12 : 13), 0, 8), 0);
        features.Add(Mix((uint)Math.Min(concepts, 4), 0, 9), 0);
        if (end > first && scan.Tokens[end - 1].After == '?') features.Add(Mix(1, 1, 10), 0);
        features.Balance(from, 0.5f);
        from = features.Count;
        var (strange, share) = Strangeness(scan, first, end);
        features.Add(Mix(strange, 0, 12), 0);
        features.Add(Mix(share, 0, 13), 0);
        features.Add(Mix(share, (uint)Math.Min(concepts, 3), 14), 0);
        features.Balance(from, 1.0f);
    }

    // How many words, and which share of them, no sentence about hosting uses.
    private (uint Count, uint Share) Strangeness(Scan scan, int first, int end)
    {
        var (words, strange) = (0, 0);
        for (var i = first; i < end; i++)
        {
            if (Mask(scan, i) is not null) continue;
            words++;
            if (!lexicon.IsOurs(scan.Tokens[i].Text)) strange++;
        }

        return ((uint)Math.Min(strange, 4), words == 0 ? 0u : (uint)(4 * strange / words));
    }

    /// <summary>The kind of value a token is part of, for values whose letters must not count.</summary>
    internal static string? Mask(Scan scan, int token)
    {
        foreach (var entity in scan.Entities)
            if (entity.Covers(token) && MaskOf(entity.Slot) is { } mask) return mask;
        return scan.Tokens[token].Kind switch
        {
            TokenKind.Number => "<number>",
            TokenKind.Identifier => "<name>",
            _ => null,
        };
    }

    private static string? MaskOf(string slot) => slot switch
    {
        SlotNames.Email => "<email>",
        SlotNames.Domain => "<domain>",
        SlotNames.Service => "<service>",
        SlotNames.InvoiceNumber => "<invoice>",
        SlotNames.OrderNumber => "<order>",
        SlotNames.TicketNumber => "<ticket>",
        SlotNames.Amount => "<amount>",
        SlotNames.CouponCode => "<coupon>",
        SlotNames.Code => "<code>",
        SlotNames.RecordValue or Entity.Address => "<address>",
        SlotNames.RamGb or SlotNames.Vcpu or SlotNames.DiskGb => "<size>",
        Entity.Name or SlotNames.Hostname => "<name>",
        _ => null,
    };

    private static uint Hash(ReadOnlySpan<char> text, uint kind)
    {
        var hash = 2166136261u ^ (kind * 0x9E3779B1u);
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return Mix(hash, kind, 0);
    }

    private static uint Mix(uint a, uint b, uint kind)
    {
        var x = ((ulong)a << 32 | b) + kind * 0x9E3779B97F4A7C15ul;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ul;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBul;
        return (uint)(x ^ (x >> 31)) | 1u;
    }
}
