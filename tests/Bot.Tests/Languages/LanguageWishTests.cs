using EzSolutions.Bot.Languages;

namespace EzSolutions.Bot.Tests.Languages;

public sealed class LanguageWishTests
{
    [Theory]
    [InlineData("auf Deutsch bitte", "de")]
    [InlineData("Können wir Deutsch sprechen?", "de")]
    [InlineData("German please", "de")]
    [InlineData("en español", "es")]
    [InlineData("¿Podemos hablar en español, por favor?", "es")]
    [InlineData("do you speak spanish", "es")]
    [InlineData("speak English", "en")]
    [InlineData("in English, please!", "en")]
    [InlineData("Bitte auf Englisch weiter", "en")]
    [InlineData("हिन्दी में बात करें", "hi")]
    [InlineData("हिंदी", "hi")]
    [InlineData("can you switch to Hindi", "hi")]
    [InlineData("change language", null)]
    [InlineData("Sprache ändern", null)]
    [InlineData("cambiar de idioma", null)]
    [InlineData("भाषा बदलें", null)]
    [InlineData("actually english please", "en")]
    [InlineData("hey sorry, back to English", "en")]
    [InlineData("doch lieber wieder auf deutsch", "de")]
    [InlineData("mejor en español", "es")]
    public void Is_understood_in_every_language(string text, string? language) => LanguageWish.Of(text).ShouldNotBeNull().Code.ShouldBe(language);

    [Theory]
    [InlineData("do you offer german support for wordpress")]
    [InlineData("I want a server in Spain")]
    [InlineData("language")]
    [InlineData("please")]
    [InlineData("german or spanish please")]
    [InlineData("my english is bad, what does overdue mean for the server")]
    [InlineData("")]
    public void Is_nothing_but_a_wish(string text) => LanguageWish.Of(text).ShouldBeNull();
}
