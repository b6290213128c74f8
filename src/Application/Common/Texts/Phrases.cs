using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace EzSolutions.Application.Common.Texts;

/// <summary>
/// The texts of one language, from a file of <see cref="LanguageFiles"/>. What a language lacks is said in English, and told at start; with
/// <see cref="ShowMissing"/> on, as in our tests, it is shown as its key instead: <c>⟦de:Order.Topic⟧</c>.
/// </summary>
public sealed class Phrases
{
    /// <summary>The runtime switch that makes missing texts visible.</summary>
    public const string ShowMissing = "EzSolutions.ShowMissingTexts";

    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly FrozenDictionary<string, MessagePattern> _patterns;
    private readonly Phrases? _otherwise;
    private readonly CultureInfo _culture;

    private Phrases(string language, FrozenDictionary<string, MessagePattern> patterns, Phrases? otherwise, CultureInfo culture) =>
        (Language, _patterns, _otherwise, _culture) = (language, patterns, otherwise, culture);

    /// <summary>Two letters.</summary>
    public string Language { get; }

    /// <summary>How numbers and dates are written in it.</summary>
    public CultureInfo Culture => _culture;

    /// <summary>Each text's key, e.g. <c>Order.Topic</c>, with what it has to fill in.</summary>
    public IReadOnlyDictionary<string, MessagePattern> Patterns => _patterns;

    /// <param name="assembly">Has the file.</param>
    /// <param name="otherwise">Where a text comes from that this language lacks.</param>
    public static Phrases Load(Assembly assembly, string language, Phrases? otherwise)
    {
        using var file = assembly.GetManifestResourceStream($"Texts/Languages/{language}.json")
            ?? throw new InvalidOperationException($"There are no texts in \"{language}\" in {assembly.GetName().Name}.");
        return Read(language, file, otherwise);
    }

    public static Phrases Read(string language, Stream file, Phrases? otherwise)
    {
        using var json = JsonDocument.Parse(file, Reading);
        var patterns = json.RootElement.EnumerateObject()
            .SelectMany(section => section.Value.EnumerateObject().Select(text => ($"{section.Name}.{text.Name}", MessagePattern.Parse(text.Value.GetString()!))))
            .ToFrozenDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
        return new Phrases(language, patterns, otherwise, CultureInfo.GetCultureInfo(language));
    }

    /// <summary>The same texts with another region's numbers.</summary>
    public Phrases In(CultureInfo culture) => new(Language, _patterns, _otherwise, culture);

    public bool Has(string key) => _patterns.ContainsKey(key) || _otherwise?.Has(key) is true;

    public string Say(string key, IReadOnlyList<(string Name, object? Value)> values) =>
        _patterns.TryGetValue(key, out var pattern) ? pattern.Format(values, _culture)
        : _otherwise is null || IsMissingShown ? Missing(key)
        : _otherwise.Say(key, values);

    /// <summary>A text without holes that has another way of being said where this language lacks it.</summary>
    public string? SayIfThere(string key) => _patterns.TryGetValue(key, out var pattern) ? pattern.Format([], _culture) : IsMissingShown ? Missing(key) : null;

    private static bool IsMissingShown => AppContext.TryGetSwitch(ShowMissing, out var shown) && shown;

    private string Missing(string key) => $"⟦{Language}:{key}⟧";
}
