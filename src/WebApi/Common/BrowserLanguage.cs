using EzSolutions.Application.Common.Texts;

namespace EzSolutions.WebApi.Common;

internal static class BrowserLanguage
{
    /// <returns>BCP 47 tag of the language that the browser wants most of those we speak; null where it names none of them.</returns>
    public static string? Language(this HttpContext http) => http.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1)
        .Select(l => l.Value.Value)
        .FirstOrDefault(SpokenLanguages.Has);
}
