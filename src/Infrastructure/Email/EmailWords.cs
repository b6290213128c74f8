using System.Net;
using EzSolutions.Application.Common.Texts;

namespace EzSolutions.Infrastructure.Email;

/// <summary>The words of one mail, with its values filled in.</summary>
/// <param name="mail">Its template's name, and the section of the language files its words stand in.</param>
internal sealed class EmailWords(string mail, Phrases phrases, IReadOnlyList<(string Name, object? Value)> values)
{
    private const char Begin = '\u0001';
    private const char End = '\u0002';

    public string Language => phrases.Language;

    public string Say(string key) => phrases.Say(KeyOf(key), values);

    /// <param name="strong">Values to be shown in bold.</param>
    public string SayAsHtml(string key, string[] strong)
    {
        var marked = values.Select(v => strong.Contains(v.Name, StringComparer.Ordinal) ? (v.Name, $"{Begin}{v.Value}{End}") : v).ToList();
        return WebUtility.HtmlEncode(phrases.Say(KeyOf(key), marked))
            .Replace(Begin.ToString(), "<strong>", StringComparison.Ordinal).Replace(End.ToString(), "</strong>", StringComparison.Ordinal);
    }

    private string KeyOf(string key) => phrases.Has($"{mail}.{key}") ? $"{mail}.{key}" : $"every.{key}";
}
