using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;

namespace EzSolutions.Application.Common.Texts;

/// <summary>
/// The language files of one assembly, embedded as <c>Texts/Languages/en.json</c> and so on: what a layer says stands beside the code that says it.
/// </summary>
public sealed class LanguageFiles
{
    private readonly FrozenDictionary<string, Phrases> _languages;
    private readonly ConcurrentDictionary<string, Phrases> _byCulture = new(StringComparer.OrdinalIgnoreCase);

    public LanguageFiles(Assembly assembly)
    {
        var english = Phrases.Load(assembly, "en", null);
        _languages = SpokenLanguages.All.Select(l => l == "en" ? english : Phrases.Load(assembly, l, english)).ToFrozenDictionary(p => p.Language, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What the application layer says itself: errors, documents.</summary>
    public static LanguageFiles Own { get; } = new(typeof(LanguageFiles).Assembly);

    /// <param name="language">Two letters, one of <see cref="SpokenLanguages.All"/>.</param>
    public Phrases Of(string language) => _languages[language];

    /// <param name="locale">BCP 47 tag; a language we do not speak, or none, is English.</param>
    public Phrases For(string? locale)
    {
        var culture = Cultures.Of(locale);
        return _byCulture.GetOrAdd(culture.Name, _ => _languages[culture.TwoLetterISOLanguageName].In(culture));
    }
}
