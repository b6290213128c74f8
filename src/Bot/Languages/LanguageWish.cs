using System.Collections.Frozen;
using System.Globalization;
using EzSolutions.Bot.Dialogue;

namespace EzSolutions.Bot.Languages;

/// <summary>"Auf Deutsch bitte", "speak English", "cambiar de idioma": a wish about the language and nothing else.</summary>
internal static class LanguageWish
{
    private const int MostWords = 8;

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["english"] = "en", ["englisch"] = "en", ["inglés"] = "en", ["ingles"] = "en", ["अंग्रेज़ी"] = "en", ["अंग्रेजी"] = "en", ["इंग्लिश"] = "en", ["angrezi"] = "en",
        ["german"] = "de", ["deutsch"] = "de", ["alemán"] = "de", ["aleman"] = "de", ["जर्मन"] = "de",
        ["spanish"] = "es", ["spanisch"] = "es", ["español"] = "es", ["espanol"] = "es", ["castellano"] = "es", ["स्पेनिश"] = "es",
        ["hindi"] = "hi", ["हिंदी"] = "hi", ["हिन्दी"] = "hi",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> AnyLanguage = Set("language languages sprache sprachen idioma idiomas lengua भाषा bhasha");

    private static readonly FrozenSet<string> Fillers = Set(
        "please pls in speak talk write can could may you we i want to let's lets switch change use answer reply me continue go on now do would like prefer the " +
        "another other different choose actually sorry ok okay hey hi hello again back instead rather better just maybe " +
        "auf bitte sprechen sprich schreiben wir sie können koennen kannst du ich möchte moechte will lieber weiter antworten mir wechseln ändern aendern zu zur die reden " +
        "geht es auch mal jetzt andere anderen wählen doch eigentlich entschuldigung hallo wieder zurück besser vielleicht " +
        "en por favor habla hable hablar hablas hablamos puede puedes podemos quiero escribir escriba responder responda cambiar cambia cambie cambiemos a al de el ahora " +
        "prefiero quisiera seguir sigamos otro otra usted perdón perdon hola mejor volvamos mismo " +
        "में बात करें कीजिए करो करना कृपया प्लीज़ प्लीज लिखें लिखिए बोलें बोलिए बोलो जवाब दें दीजिए मुझे चाहिए क्या आप हम बोल सकते हैं अब से को बदलें बदलो बदलिए बदलनी है दूसरी " +
        "mein main mai baat kare karein karo karen kijiye karna karni bolo boliye bol likho likhiye likhen mujhe chahiye jawab do dijiye dena kya aap hum sakte hain hai ab ko badlo badlein badalni");

    /// <returns>Null when the text says anything else.</returns>
    public static Move.Speak? Of(string text)
    {
        var words = text.ToLower(CultureInfo.InvariantCulture).Split([' ', '\t', '\n', ',', '.', '!', '?', '¿', '¡', '।'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > MostWords)
        {
            return null;
        }

        var named = words.Where(Names.ContainsKey).Select(w => Names[w]).Distinct().ToList();
        var asks = words.Any(AnyLanguage.Contains);
        return words.Any(w => !Names.ContainsKey(w) && !AnyLanguage.Contains(w) && !Fillers.Contains(w)) ? null
            : named.Count == 1 ? new Move.Speak(named[0])
            : named.Count == 0 && asks && words.Length > 1 ? new Move.Speak(null)
            : null;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
