namespace EzSolutions.Application.Common.Texts;

/// <summary>The languages that there are texts in.</summary>
public static class SpokenLanguages
{
    /// <summary>Two letters each.</summary>
    public static IReadOnlyList<string> All { get; } = ["en", "de", "es", "hi"];

    /// <param name="locale">BCP 47 tag.</param>
    public static bool Has(string? locale) => All.Contains(Of(locale), StringComparer.OrdinalIgnoreCase);

    /// <summary>The first of these that we speak, else English; as it was given, with its region.</summary>
    public static string FirstOf(params IEnumerable<string?> locales) => locales.FirstOrDefault(Has) ?? "en";

    /// <returns>Two letters of a tag, e.g. <c>de</c> of <c>de-AT</c>.</returns>
    public static string Of(string? locale) => locale?.Split('-', '_')[0] ?? string.Empty;
}
