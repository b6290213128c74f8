using System.Runtime.InteropServices;
using EzSolutions.Bot.Understanding.Entities;

namespace EzSolutions.Bot.Understanding;

internal enum Sign { None, Yes, No }

/// <summary>A leading yes or no, and where what follows it begins.</summary>
[StructLayout(LayoutKind.Auto)]
/// <param name="Weak">Only words that are as often mere politeness: ok, great, fine.</param>
internal readonly record struct Polarity(Sign Sign, int End, bool Weak)
{
    public static Polarity Of(Scan scan)
    {
        var sign = Sign.None;
        var weak = true;
        var at = 0;
        while (at < scan.Tokens.Count)
        {
            var here = SignAt(scan, at);
            if (here == Sign.None && !(sign != Sign.None && IsFiller(scan.Word(at)))) break;
            if (here != Sign.None) (sign, weak) = (here, weak && IsWeak(scan.Word(at)));
            at++;
        }

        return new Polarity(sign, sign == Sign.None ? 0 : at, weak);
    }

    private static Sign SignAt(Scan scan, int at)
    {
        if (scan.Taken(at)) return Sign.None;
        var last = at + 1 >= scan.Tokens.Count;
        var apart = last || scan.Tokens[at].After != '\0';
        return scan.Word(at) switch
        {
            "yes" or "yeah" or "yep" or "yup" or "yea" or "ya" or "aye" or "y" or "si" or "ja" or "oui" when apart || at == 0 => Sign.Yes,
            "ok" or "okay" or "sure" or "fine" or "alright" or "perfect" or "great" or "correct" or "exactly" or "absolutely" or "definitely" when apart => Sign.Yes,
            "no" or "nope" or "nah" or "nay" or "n" or "nein" or "non" when apart || IsAfterNo(scan.Word(at + 1)) => Sign.No,
            _ => Sign.None,
        };
    }

    private static bool IsWeak(string word) => word is "ok" or "okay" or "fine" or "alright" or "perfect" or "great";

    // "no thanks", "no make it yearly", but not "no response from the server" or "no longer".
    private static bool IsAfterNo(string word) => word is "thanks" or "thank" or "please" or "make" or "not" or "don't" or "wait" or "i" or "the" or "it"
        or "that" or "that's" or "way" or "sorry" or "actually" or "cancel" or "stop" or "rather" or "instead" or "need" or "never" or "to" or "lets" or "let's";

    private static bool IsFiller(string word) => word is "please" or "sir" or "man" or "mate" or "wait" or "sorry" or "well"
        or "so" or "and" or "but" or "actually" or "oh" or "rather" or "hmm" or "um";
}
