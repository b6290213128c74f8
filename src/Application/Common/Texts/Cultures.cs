using System.Globalization;

namespace EzSolutions.Application.Common.Texts;

/// <summary>How numbers and dates are written where a locale comes from.</summary>
public static class Cultures
{
    /// <summary>A language without a region: dates and money as most of its readers write them. English without one is written for everybody.</summary>
    private static readonly Dictionary<string, string> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "en-GB",
        ["de"] = "de-DE",
        ["es"] = "es-ES",
        ["hi"] = "hi-IN",
    };

    /// <param name="locale">BCP 47 tag; a language we do not speak, or none, is English.</param>
    public static CultureInfo Of(string? locale)
    {
        var language = SpokenLanguages.Of(locale);
        if (!SpokenLanguages.Has(language))
        {
            return CultureInfo.GetCultureInfo(Usual["en"]);
        }

        return locale!.Length > language.Length && Known(locale) is { IsNeutralCulture: false } culture ? culture : CultureInfo.GetCultureInfo(Usual[language]);
    }

    /// <summary>Null for a tag that nobody uses: customers send what they like.</summary>
    private static CultureInfo? Known(string locale)
    {
        try
        {
            return CultureInfo.GetCultureInfo(locale.Replace('_', '-'), predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
