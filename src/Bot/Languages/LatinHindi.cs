using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace EzSolutions.Bot.Languages;

/// <summary>
/// Hindi as most people type it, in Latin letters: "mera server band hai". There is no one spelling, so words are compared by a folded one; and half
/// of a sentence is English, so several words that are nothing but Hindi are needed to believe it, never one.
/// </summary>
internal static class LatinHindi
{
    private const int FewestHits = 2;

    /// <summary>A long text in which hardly a word is known may only quote some.</summary>
    private const double FewestShare = 0.2;

    /// <summary>"krna", "rha", "nhi": the first vowel is the first to go.</summary>
    private static readonly (string Short, string Full)[] Hurried =
        [("kr", "kar"), ("rh", "rah"), ("nhi", "nahi"), ("mjh", "mujh"), ("chiy", "chahi"), ("chie", "chahie"), ("vapis", "vapas")];

    /// <summary>Words that are nothing else in any language of ours.</summary>
    private static readonly FrozenSet<string> Certain = Folded(
        "hai hain mera meri mere mujhe mujhko nahi kya kyun kyon kaise kaisa kaisi kitna kitne kitni chahiye chahie chaiye chahta chahti chahte karo kardo karna karni karne " +
        "karein karte kijiye kijie karwana karwani kahan kab kaun kaunsa konsa aap aapka aapki aapke apka apna apni apne hamara hamari hamare humara humari humare wala wali " +
        "raha rahi rahe gaya gayi gaye tha thi hua hui hoga hogi sakta sakti sakte sakti dijiye dijie dikhao dikhaiye dikha bhejo bhejiye bhej batao bataiye " +
        "kharidna kharidni paisa paise paisey wapas vapas lauta abhi kuch kisi sabse mahine mahina baat insaan madad badalna badlo chalu dobara nahin kar " +
        "usko isko uska iska liye zaroorat jaldi bahut bohot thoda theek accha acha bhai dena raha rakha karke kal aaj bhul bhool namaste shukriya dhanyavad kaam " +
        "kharab dheema shikayat khata rupaye rupaya rupee naya nayi purana sasta sasti mehnga lagao lijiye lijie yaar maro");

    /// <summary>Hindi among Hindi, but something else as well.</summary>
    private static readonly FrozenSet<string> LikelyAsWritten =
        "mein main me ek aur par bhi ho hum hu hun hoon se ye yeh ji jo wo woh tak ya band lena leni mat hue bata wale koi saal haan".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Likely = LikelyAsWritten.Select(Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Short ones, which count in full beside a certain word.</summary>
    private static readonly FrozenSet<string> Joints = Folded("ka ki ke ko pe");

    /// <summary>English that Hindi does not borrow: as much of it as of Hindi, and it is English with a Hindi word in it.</summary>
    private static readonly FrozenSet<string> English = (
        "the i i'm i'd i've you your my are was what where when how why who can could would want need with for and of it it's this that these have has does don't doesn't " +
        "not at from be get give there which any much like will we they our if or but then been can't won't isn't more about into just now still already " +
        "a an as so all some please name said says mean means word called bat kam").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <param name="text">Any message.</param>
    /// <param name="expected">The conversation is in Hindi: one word is then enough.</param>
    public static bool Is(string text, bool expected = false)
    {
        HashSet<string> certain = new(StringComparer.Ordinal), joints = new(StringComparer.Ordinal);
        HashSet<string> likely = new(StringComparer.Ordinal), others = new(StringComparer.Ordinal);
        var (words, before) = (0, "");
        foreach (var word in WordsOf(text))
        {
            if (word.Any(c => c is > '\u024F' and not '\u2019'))
            {
                return false;
            }

            words++;
            var plain = word.Replace('\u2019', '\'').ToLowerInvariant();
            var folded = Fold(plain);
            var kind = English.Contains(plain) ? others
                : Certain.Contains(folded) || (before == "kar" && plain is "do" or "de") ? certain
                : Joints.Contains(folded) ? joints
                : LikelyAsWritten.Contains(plain) ? likely
                : LanguageDetector.IsForeign(plain) ? others
                : Likely.Contains(folded) ? likely
                : null;
            kind?.Add(folded);
            before = folded;
        }

        var (sure, hits) = (certain.Count + joints.Count, certain.Count + joints.Count + likely.Count);
        return certain.Count > 0
            && (expected || sure >= FewestHits || hits > FewestHits)
            && sure >= others.Count && hits >= others.Count * 2 && hits >= words * FewestShare;
    }

    /// <summary>One spelling for those that people use: long vowels short, one letter of two, no nasal or breath at the end.</summary>
    public static string Fold(string word)
    {
        var plain = new StringBuilder();
        foreach (var c in word.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c switch { 'w' => 'v', 'q' => 'k', 'z' => 'j', _ => c });
            }
        }

        plain.Replace("aa", "a").Replace("ee", "i").Replace("oo", "u").Replace("ph", "f").Replace("iy", "i").Replace("chh", "ch");
        for (var i = plain.Length - 1; i > 0; i--)
        {
            if (plain[i] == plain[i - 1] && char.IsAsciiLetter(plain[i]))
            {
                plain.Remove(i, 1);
            }
        }

        if (Hurried.FirstOrDefault(h => plain.ToString().StartsWith(h.Short, StringComparison.Ordinal)) is { Full: { } full } hurried)
        {
            plain.Remove(0, hurried.Short.Length).Insert(0, full);
        }

        while (plain.Length > 2 && plain[^1] is 'n' or 'h' && plain[^2] is 'a' or 'e' or 'i' or 'o' or 'u')
        {
            plain.Length--;
        }

        return plain.ToString();
    }

    /// <summary>Without addresses, host names and numbers.</summary>
    private static IEnumerable<string> WordsOf(string text) => text
        .Split([' ', '\t', '\r', '\n', ',', ';', ':', '(', ')', '?', '!', '"', '/'], StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Trim('.', '-', '\'', '…'))
        .Where(part => part.Length > 0 && !part.Any(c => char.IsDigit(c) || c is '@' or '_' or '.') && part.Any(char.IsLetter));

    private static FrozenSet<string> Folded(string words) => words.Split(' ').Select(Fold).ToFrozenSet(StringComparer.Ordinal);
}
