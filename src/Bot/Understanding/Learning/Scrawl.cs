using System.Text;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>A sentence as a hurried thumb writes it: short forms, letters left out, swapped, doubled or hit beside, words run together.</summary>
/// <remarks>The same seed gives the same scrawl, so that training stays repeatable. Figures, names and addresses are left alone.</remarks>
internal static class Scrawl
{
    private const int Percent = 100;
    private const int ShortFormShare = 60;
    private const int SlipShare = 40;
    private const int JoinShare = 5;
    private const int DroppedShare = 35;

    private static readonly Dictionary<string, string[]> ShortForms = new(StringComparer.Ordinal)
    {
        ["you"] = ["u", "ya", "yu"],
        ["your"] = ["ur", "yr"],
        ["you're"] = ["ur", "youre"],
        ["are"] = ["r"],
        ["to"] = ["2", "to"],
        ["for"] = ["4", "fr"],
        ["please"] = ["plz", "pls", "plss"],
        ["thanks"] = ["thx", "tnx"],
        ["and"] = ["n", "nd", "&"],
        ["what"] = ["wat", "wht", "wut"],
        ["what's"] = ["wats", "whats", "wts"],
        ["how"] = ["hw", "hwo"],
        ["when"] = ["wen", "whn"],
        ["where"] = ["whr", "wer", "were"],
        ["which"] = ["wich", "whch"],
        ["why"] = ["y", "wy"],
        ["who"] = ["hu", "woh"],
        ["with"] = ["wit", "wid", "w"],
        ["the"] = ["d", "da", "teh", "th"],
        ["this"] = ["dis", "ths"],
        ["that"] = ["dat", "tht"],
        ["there"] = ["der", "thr"],
        ["have"] = ["hav", "hv"],
        ["want"] = ["wnt", "wan"],
        ["need"] = ["ned", "nid"],
        ["before"] = ["b4"],
        ["because"] = ["cuz", "bcoz", "coz"],
        ["someone"] = ["sum1", "some1"],
        ["anyone"] = ["any1"],
        ["nobody"] = ["no1"],
        ["tomorrow"] = ["tmrw", "2moro"],
        ["today"] = ["2day"],
        ["is"] = ["s", "iz"],
        ["isn't"] = ["isnt", "aint"],
        ["don't"] = ["dont", "dnt"],
        ["can't"] = ["cant", "cnt"],
        ["can"] = ["cn", "cna"],
        ["i'm"] = ["im", "m"],
        ["i'd"] = ["id"],
        ["i've"] = ["ive"],
        ["it's"] = ["its"],
        ["of"] = ["ov", "f"],
        ["from"] = ["frm", "form"],
        ["me"] = ["mee", "m"],
        ["my"] = ["mi", "mah"],
        ["about"] = ["abt", "bout"],
        ["password"] = ["pw", "pass", "pswd"],
        ["account"] = ["acc", "acct"],
        ["server"] = ["srvr", "svr"],
        ["message"] = ["msg"],
        ["does"] = ["dus", "doz"],
        ["could"] = ["cud"],
        ["would"] = ["wud"],
        ["should"] = ["shud"],
        ["be"] = ["b"],
        ["see"] = ["c"],
        ["great"] = ["gr8"],
        ["going"] = ["goin"],
    };

    private static readonly HashSet<string> Droppable = new(StringComparer.Ordinal) { "the", "a", "an", "my", "of", "is", "are", "do", "to" };

    public static string Of(string text, int seed)
    {
        var dice = new Dice((uint)seed);
        var scrawled = new StringBuilder(text.Length);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (words.Length > 3 && Droppable.Contains(words[i]) && dice.Roll(DroppedShare)) continue;
            if (scrawled.Length > 0 && !(IsPlain(words[i]) && IsPlain(words[i - 1]) && dice.Roll(JoinShare))) scrawled.Append(' ');
            scrawled.Append(Word(words[i], dice));
        }

        return scrawled.ToString();
    }

    private static string Word(string word, Dice dice)
    {
        var bare = word.TrimEnd(',', '.', '?', '!');
        if (ShortForms.TryGetValue(bare.ToLowerInvariant(), out var forms) && dice.Roll(ShortFormShare)) return forms[dice.Below(forms.Length)];
        if (bare.Length < 4 || !bare.All(char.IsAsciiLetterLower) || !dice.Roll(SlipShare)) return bare;
        var slipped = Slip(bare, dice);
        return bare.Length >= 8 && dice.Roll(SlipShare) ? Slip(slipped, dice) : slipped;
    }

    private static string Slip(string word, Dice dice)
    {
        var slipped = new StringBuilder(word);
        var at = 1 + dice.Below(word.Length - 2);
        switch (dice.Below(6))
        {
            case 0 or 1:
                return WithoutVowels(word, dice);
            case 2:
                return slipped.Remove(at, 1).ToString();
            case 3:
                return slipped.Insert(at, word[at]).ToString();
            case 4:
                (slipped[at], slipped[at + 1]) = (slipped[at + 1], slipped[at]);
                return slipped.ToString();
            default:
                slipped[at] = Beside(word[at], dice);
                return slipped.ToString();
        }
    }

    private static string WithoutVowels(string word, Dice dice)
    {
        var kept = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var inner = i > 0 && i < word.Length - 1;
            if (inner && word[i] is 'a' or 'e' or 'i' or 'o' or 'u' && i > 0 && dice.Roll(70)) continue;
            kept.Append(word[i]);
        }

        return kept.ToString();
    }

    private static char Beside(char letter, Dice dice)
    {
        foreach (var row in Slips.Keyboard)
        {
            var at = row.IndexOf(letter, StringComparison.Ordinal);
            if (at >= 0) return row[Math.Clamp(at + (dice.Roll(50) ? 1 : -1), 0, row.Length - 1)];
        }

        return letter;
    }

    private static bool IsPlain(string word) => word.All(char.IsAsciiLetterLower);

    private sealed class Dice(uint seed)
    {
        private uint _state = seed * 2654435761u + 97u;

        public bool Roll(int percent) => Below(Percent) < percent;

        public int Below(int limit)
        {
            _state = _state * 1664525u + 1013904223u;
            return (int)((_state >> 8) % (uint)limit);
        }
    }
}
