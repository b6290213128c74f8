namespace EzSolutions.Application.Support.Knowledge;

/// <summary>Articles are written in any language; these are searched with their own word forms.</summary>
public static class KnowledgeLanguages
{
    public const string Default = "en";

    /// <param name="locale">BCP 47 tag, or null.</param>
    /// <returns>The two letters of its language; English when it has none.</returns>
    public static string Of(string? locale)
    {
        var language = locale?.Split('-', '_')[0].ToLowerInvariant();
        return language is { Length: 2 } && language.All(char.IsAsciiLetterLower) ? language : Default;
    }
}
