using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Support;

/// <summary>The public help in its reader's language; what is not there in it is said to be.</summary>
public sealed class HelpLanguageTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/help", "de-AT,de;q=0.9", "de", "Wie können wir helfen?")]
    [InlineData("/help?lang=es", "de", "es", "¿En qué podemos ayudarle?")]
    [InlineData("/help?lang=en", "de", "en", "How can we help?")]
    [InlineData("/help?lang=fr", "hi", "hi", "हम कैसे मदद कर सकते हैं?")]
    [InlineData("/help", "fr", "en", "How can we help?")]
    public async Task The_frame_is_in_the_language_asked_for_else_the_browsers(string path, string browser, string language, string title)
    {
        var page = await PageAsync(path, browser);

        page.ShouldContain($"<html lang=\"{language}\">");
        page.ShouldContain($"<h1 class=\"first\">{title}</h1>");
    }

    [Fact]
    public async Task An_article_that_is_not_translated_says_so_and_keeps_its_own_language()
    {
        var page = await PageAsync("/help/certificate", "de");

        page.ShouldContain("Diesen Artikel gibt es noch nicht auf Deutsch.");
        page.ShouldContain("<div lang=\"en\">");
        page.ShouldContain("Hat das geholfen?");
        (await PageAsync("/help/certificate", "en")).ShouldNotContain("class=\"note\"");
        (await PageAsync("/help", "de")).ShouldContain("(English)");
    }

    [Fact]
    public async Task Links_keep_a_language_that_was_asked_for_and_no_other()
    {
        (await PageAsync("/help?lang=en", "de")).ShouldContain("href=\"/help/certificate?lang=en\"");
        (await PageAsync("/help", "de")).ShouldContain("href=\"/help/certificate\"");
    }

    private async Task<string> PageAsync(string path, string browser)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("Accept-Language", browser);
        return await http.GetStringAsync(path);
    }
}
