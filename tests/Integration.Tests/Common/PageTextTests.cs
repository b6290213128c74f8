using EzSolutions.Application.Common.Texts;
using EzSolutions.Bot.Tests.Texts;
using EzSolutions.WebApi.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Common;

/// <summary>What our own pages say: all of it in every language, and which of them is taken.</summary>
public sealed class PageTextTests
{
    public static TheoryData<string> Languages => [.. SpokenLanguages.All];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_the_words_that_English_has_with_the_same_holes(string language)
    {
        var (english, other) = (PageTexts.Languages.Of("en").Patterns, PageTexts.Languages.Of(language).Patterns);

        other.Keys.Order().ShouldBe(english.Keys.Order());
        english.Where(p => !p.Value.Holes.SetEquals(other[p.Key].Holes)).Select(p => p.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_word_in_the_file_stands_on_a_page_and_every_page_has_its_words()
    {
        var known = PageTexts.Languages.Of("en").Patterns.Keys.ToList();
        var sections = known.Select(k => k.Split('.')[0] + ".").Distinct().ToList();
        var said = Literals.Of(typeof(PageTexts).Assembly).Where(l => sections.Exists(s => l.StartsWith(s, StringComparison.Ordinal)) && l.All(c => char.IsAsciiLetter(c) || c == '.')).ToList();

        known.Except(said).ShouldBeEmpty();
        said.Except(known).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("de-AT", "es", "de-AT")]
    [InlineData(null, "fr, es;q=0.8, de;q=0.9", "de-DE")]
    [InlineData(null, "fr-CH, es-MX;q=0.7", "es-MX")]
    [InlineData("fr", "hi", "hi-IN")]
    [InlineData(null, "fr", "en-GB")]
    [InlineData(null, "!!;q=x", "en-GB")]
    [InlineData(null, null, "en-GB")]
    public void A_page_is_in_the_language_that_is_known_then_in_the_browsers_first_that_we_speak(string? known, string? browser, string culture)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        if (browser is not null)
            http.Request.Headers.AcceptLanguage = browser;

        http.Words(known).Culture.Name.ShouldBe(culture);
    }

    [Fact]
    public void What_is_filled_in_is_text_and_bold_only_where_the_page_says_so()
    {
        var words = PageTexts.Languages.For("de");

        words.SayHtml("Link.done", ("channel", "<b>"), ("account", new Strong("\u0002</strong><script>")), ("email", "a&b"))
            .ShouldBe("Das &lt;b&gt;-Konto <strong>&lt;/strong&gt;&lt;script&gt;</strong> ist mit a&amp;b verknüpft.");
    }
}
