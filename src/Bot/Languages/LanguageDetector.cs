using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace EzSolutions.Bot.Languages;

/// <summary>
/// Which of our languages a message is written in. Deterministic and cautious: the script decides for Hindi, function words and letters for the
/// others, and what could be several ("ok", a host name, one word alone) is none.
/// </summary>
internal static class LanguageDetector
{
    /// <summary>Fewer words of a language than this are no evidence.</summary>
    private const int FewestHits = 2;

    /// <summary>A long text in which hardly a word is known is in no language of ours.</summary>
    private const double FewestShare = 0.25;

    private static readonly FrozenDictionary<string, string> Words = Known(
        ("en",
            "the i i'm i'd i've you your my is are was what where when how why who can could would want need please thanks thank with for and of to it it's this that " +
            "these have has do does don't doesn't not order pay show on at from be get give buy invoice invoices help hello there which any much like will am we they " +
            "our if or but then been can't won't isn't more about into just now still already"),
        ("de",
            "ich und der das dem ein eine einen einem einer ist sind nicht kein keine keinen mit für fuer auf wie wo wann wer warum mein meine meinen meinem meiner mir mich " +
            "wir uns sie ihr ihre ihren ihnen bitte danke möchte moechte kann kannst können koennen könnte könnten habe haben hätte brauche bestellen bestelle rechnung " +
            "rechnungen bezahlen zahlen kündigen hallo guten tag morgen abend zu zum zur von vom bei aus noch schon auch aber oder doch jetzt heute gestern gibt welche " +
            "welcher welches welchen wieder starten neustarten läuft laeuft geht zeig zeigen zeige schicken letzte letzten hilfe kaufen kostet kosten viel günstig " +
            "guthaben passwort dienste bestellung bestellungen dass wurde werden wird würde nein abbrechen stornieren anmelden abmelden jemand jemandem sprechen einloggen"),
        ("es",
            "el la los las un una unos unas y de del que qué es está estan están con para por como cómo cuánto cuanto cuesta dónde donde cuándo cuando quién mi mis te se su sus " +
            "quiero quisiera querría necesito puedo puede puedes podría tengo tiene tienen hay favor gracias hola buenos buenas días dias tardes noches factura facturas " +
            "pagar pedido pedidos pedir servidor servidores contratar comprar cancelar reiniciar reinicia reinicie cuenta contraseña ayuda ver muéstreme muestra muestre " +
            "mostrar última último ultima otro otra más muy pero ya ahora hoy nuevo nueva también sí al en persona alguien hablar saldo precio precios planes mensual anual " +
            "iniciar sesión apagar funciona desde hasta"));

    private static readonly SearchValues<char> German = SearchValues.Create("äöüßÄÖÜ");
    private static readonly SearchValues<char> Spanish = SearchValues.Create("ñáíóú¿¡ÑÁÍÓÚ");

    /// <param name="spoken">The language so far; two letters.</param>
    /// <returns>
    /// The other language that the text is clearly in; null to stay. Hindi in Latin letters stays: who writes it may not read Devanagari with ease.
    /// </returns>
    public static string? Detect(string text, string spoken)
    {
        if (LatinHindi.Is(text))
        {
            return null;
        }

        var language = IsDevanagari(text) ? "hi" : ByWords(text);
        return language == spoken ? null : language;
    }

    /// <summary>A word of German or Spanish, in small letters.</summary>
    public static bool IsForeign(string word) => Words.GetValueOrDefault(word) is "de" or "es" || ByLetters(word) is not null;

    private static bool IsDevanagari(string text)
    {
        var (ours, others) = (0, 0);
        foreach (var c in text)
        {
            if (c is >= '\u0900' and <= '\u097F')
            {
                ours++;
            }
            else if (char.IsLetter(c))
            {
                others++;
            }
        }

        // Hindi names plans, hosts and e-mail addresses in Latin letters.
        return ours >= 2 && ours * 2 >= others;
    }

    private static string? ByWords(string text)
    {
        var hits = new Dictionary<string, int>(StringComparer.Ordinal) { ["en"] = 0, ["de"] = 0, ["es"] = 0 };
        var words = 0;
        foreach (var part in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.AsSpan().IndexOfAny("@/_") >= 0 || part.Any(char.IsDigit) || part.Trim('.', ',', '?', '!').Contains('.', StringComparison.Ordinal))
            {
                // Addresses, host names and numbers are the same in every language.
                continue;
            }

            foreach (var word in part.Split(['-', ',', ';', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
            {
                words++;
                var plain = word.Trim('.', '?', '!', '"', '\'', '„', '“', '”', '»', '«', '…', '¿', '¡').Replace('’', '\'').ToLower(CultureInfo.InvariantCulture);
                if ((Words.GetValueOrDefault(plain) ?? ByLetters(word)) is { } language)
                {
                    hits[language]++;
                }
            }
        }

        var ranked = hits.OrderByDescending(h => h.Value).ToList();
        var (best, second) = (ranked[0], ranked[1]);
        return best.Value >= FewestHits && best.Value >= second.Value * 2 && best.Value >= words * FewestShare ? best.Key : null;
    }

    private static string? ByLetters(string word) =>
        word.AsSpan().ContainsAny(German) ? "de"
        : word.AsSpan().ContainsAny(Spanish) ? "es"
        : null;

    private static FrozenDictionary<string, string> Known(params (string Language, string Words)[] lists) => lists
        .SelectMany(l => l.Words.Split(' ').Select(word => (word, l.Language)))
        .ToFrozenDictionary(w => w.word, w => w.Language, StringComparer.Ordinal);
}
