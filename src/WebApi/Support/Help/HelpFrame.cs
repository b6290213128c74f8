using System.Globalization;
using EzSolutions.Application.Common.Texts;
using EzSolutions.Application.Support.Knowledge;
using EzSolutions.WebApi.Common;

namespace EzSolutions.WebApi.Support.Help;

/// <summary>Who reads the help, and in what language. Articles may be in languages that the frame around them is not.</summary>
/// <param name="Words">What stands around the articles.</param>
/// <param name="Language">Of the articles that are looked for; two letters.</param>
/// <param name="IsAsked">The address says so, and its links go on saying it; else it is the browser's.</param>
internal sealed record HelpFrame(Phrases Words, string Language, bool IsAsked)
{
    public string Suffix => IsAsked ? $"?lang={Uri.EscapeDataString(Language)}" : "";

    /// <summary>The one asked for, else the browser's first.</summary>
    public static HelpFrame Of(HttpContext http, string? asked)
    {
        var first = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.Value;
        return new HelpFrame(http.Words(asked), KnowledgeLanguages.Of(asked ?? first), asked is not null);
    }

    /// <summary>An article that is not there in the reader's language stands in English, and that is said.</summary>
    public bool IsForeign(string articleLanguage) => articleLanguage != Words.Language && articleLanguage != Language;

    /// <returns>What its speakers call it.</returns>
    public static string NameOf(string language) => CultureInfo.GetCultureInfo(language).NativeName;
}
