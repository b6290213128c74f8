using System.Security.Cryptography;

namespace EzSolutions.WebApi.Support;

/// <summary>Tells the browsers of strangers apart, so that one of them has one vote an article: a random value, nothing of the person.</summary>
internal static class HelpReader
{
    private const string Cookie = "ez_help";
    private const int Length = 22;

    /// <summary>The browser's own value; a browser that has none gets one with this answer.</summary>
    public static string Of(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is { Length: Length } known && known.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return known;
        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        http.Response.Cookies.Append(Cookie, made, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = "/",
            MaxAge = TimeSpan.FromDays(180),
        });
        return made;
    }
}
