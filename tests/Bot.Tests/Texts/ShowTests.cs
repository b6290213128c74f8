using System.Globalization;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Tests.Texts;

/// <summary>Money, dates and numbers as the people of a region write them. Needs ICU: without it every culture would look alike.</summary>
public sealed class ShowTests
{
    [Theory]
    [InlineData("en", 123_450, "USD", "$1,234.50")]
    [InlineData("en-US", -123_450, "USD", "-$1,234.50")]
    [InlineData("en-US", 1_250, "CHF", "CHF 12.50")]
    [InlineData("en-US", 1_250, "JPY", "¥1,250")]
    [InlineData("en-IN", 10_000_000, "INR", "₹1,00,000.00")]
    [InlineData("de", 1_250, "EUR", "12,50 €")]
    [InlineData("de-DE", 123_450, "USD", "1.234,50 $")]
    [InlineData("de", -1_250, "EUR", "-12,50 €")]
    [InlineData("de", 1_250, "CHF", "12,50 CHF")]
    [InlineData("es", 123_450, "EUR", "1.234,50 €")]
    [InlineData("es-MX", 123_450, "MXN", "MX$1,234.50")]
    [InlineData("hi", 10_000_000, "INR", "₹1,00,000.00")]
    [InlineData("hi-IN", 12_345_678_900, "INR", "₹12,34,56,789.00")]
    [InlineData("hi", 12_345, "BHD", "BHD 12.345")]
    public void Money(string locale, long minor, string currency, string expected) =>
        Plain(BotTexts.For(locale).Show.Amount(new Money(minor, Currency.Of(currency)))).ShouldBe(expected);

    [Theory]
    [InlineData("en", "21 November 2026")]
    [InlineData("en-US", "November 21, 2026")]
    [InlineData("de", "21. November 2026")]
    [InlineData("de-AT", "21. November 2026")]
    [InlineData("es", "21 de noviembre de 2026")]
    [InlineData("hi", "21 नवंबर 2026")]
    public void Days(string locale, string expected) => BotTexts.For(locale).Show.Day(new DateOnly(2026, 11, 21)).ShouldBe(expected);

    [Theory]
    [InlineData("en", "Saturday, 21 November, 14:05")]
    [InlineData("de", "Samstag, 21. November, 14:05")]
    [InlineData("es", "sábado, 21 de noviembre, 14:05")]
    [InlineData("hi", "शनिवार, 21 नवंबर, 14:05")]
    public void Days_of_the_week(string locale, string expected) =>
        BotTexts.For(locale).Show.WeekdayAndTime(new DateTimeOffset(2026, 11, 21, 14, 5, 0, TimeSpan.FromHours(1))).ShouldBe(expected);

    [Theory]
    [InlineData("en", "4 GB memory, 1 core, 1,000 GB disk")]
    [InlineData("de", "4 GB Speicher, 1 Kern, 1.000 GB Festplatte")]
    [InlineData("es", "4 GB de memoria, 1 núcleo, 1.000 GB de disco")]
    [InlineData("hi", "4 GB मेमोरी, 1 कोर, 1,000 GB डिस्क")]
    public void Sizes(string locale, string expected) => BotTexts.For(locale).Show.Specs(4, 1, 1000).ShouldBe(expected);

    [Theory]
    [InlineData(null, "en")]
    [InlineData("fr-FR", "en")]
    [InlineData("de-XX", "de")]
    [InlineData("de_AT", "de")]
    [InlineData("DE", "de")]
    [InlineData("hi-Deva-IN-u-nu-deva-x-what-ever", "hi")]
    public void What_nobody_speaks_is_English_and_what_nobody_knows_is_the_usual_region(string? locale, string language) =>
        BotTexts.For(locale).Code.ShouldBe(language);

    [Fact]
    public void Icu_is_there() => CultureInfo.GetCultureInfo("hi-IN").NumberFormat.CurrencyGroupSizes.ShouldBe([3, 2]);

    /// <summary>Which space stands between amount and sign is up to ICU.</summary>
    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
