using EzSolutions.Application.Common.Texts;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Common;

/// <summary>What our own pages say, from <c>Common/Languages</c>.</summary>
internal static class PageTexts
{
    public static LanguageFiles Languages { get; } = new(typeof(PageTexts).Assembly);

    /// <summary>The words of a page for whoever asks for it.</summary>
    /// <param name="locale">BCP 47 tag of what is known to be read, as of the chat that a link was sent to; null takes the browser's, else the installation's.</param>
    public static Phrases Words(this HttpContext http, string? locale = null) => Languages.For(
        SpokenLanguages.FirstOf(locale, http.Language(), http.RequestServices.GetService<IOptionsMonitor<ConversationOptions>>()?.CurrentValue.Locale));

    public static string Of(this Phrases words, Error error) => ErrorTexts.For(words.Culture.Name).Of(error);

    public static string Amount(this Phrases words, Money amount) => new Formats(words.Culture).Amount(amount);

    public static string Day(this Phrases words, DateTimeOffset at) => new Formats(words.Culture).Day(at);
}
