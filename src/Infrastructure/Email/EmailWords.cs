using EzSolutions.Application.Common.Texts;

namespace EzSolutions.Infrastructure.Email;

/// <summary>The words of one mail, with its values filled in.</summary>
/// <param name="mail">Its template's name, and the section of the language files its words stand in.</param>
internal sealed class EmailWords(string mail, Phrases phrases, IReadOnlyList<(string Name, object? Value)> values)
{
    public string Language => phrases.Language;

    public string Say(string key) => phrases.Say(KeyOf(key), values);

    /// <param name="strong">Values to be shown in bold.</param>
    public string SayAsHtml(string key, string[] strong) =>
        phrases.SayHtml(KeyOf(key), [.. values.Select(v => strong.Contains(v.Name, StringComparer.Ordinal) ? (v.Name, new Strong(v.Value?.ToString())) : v)]);

    private string KeyOf(string key) => phrases.Has($"{mail}.{key}") ? $"{mail}.{key}" : $"every.{key}";
}
