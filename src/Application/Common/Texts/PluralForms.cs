using System.Globalization;

namespace EzSolutions.Application.Common.Texts;

/// <summary>Which form a whole number takes, as CLDR has it for our languages.</summary>
public static class PluralForms
{
    public static string Of(CultureInfo culture, long number) => culture.TwoLetterISOLanguageName switch
    {
        "hi" => number is 0 or 1 ? "one" : "other",
        _ => number == 1 ? "one" : "other",
    };
}
