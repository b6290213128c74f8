using System.Globalization;
using System.Text.Json;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Tests.Texts;

/// <summary>Every language has every text, with the same holes, and none that nobody says.</summary>
public sealed class LanguageFileTests
{
    private const string ErrorPrefix = "Error.";

    private static readonly Phrases English = BotTexts.PhrasesOf("en");

    public static TheoryData<string> Languages => [.. SpokenLanguages.All];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_every_text(string language) =>
        English.Patterns.Keys.Except(BotTexts.PhrasesOf(language).Patterns.Keys).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_no_text_that_English_lacks(string language) =>
        BotTexts.PhrasesOf(language).Patterns.Keys.Except(English.Patterns.Keys).ShouldBeEmpty();

    /// <summary>English errors speak for themselves; every other language has the same ones, and only such as there are.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_the_errors_that_customers_meet(string language)
    {
        var codes = ErrorsOf(language);

        codes.Except(Literals.Of(typeof(Error).Assembly, typeof(Application.Common.CommonErrors).Assembly, typeof(BotTexts).Assembly)).ShouldBeEmpty();
        SpokenLanguages.All.Where(l => l != "en" && language != "en").SelectMany(ErrorsOf).Except(codes).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_text_has_the_holes_that_it_has_in_English(string language) => BotTexts.PhrasesOf(language).Patterns
        .Where(p => English.Patterns.TryGetValue(p.Key, out var original) && !original.Holes.SetEquals(p.Value.Holes))
        .Select(p => $"{p.Key}: {string.Join(' ', p.Value.Holes)}, in English {string.Join(' ', English.Patterns[p.Key].Holes)}")
        .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nothing_that_is_said_lacks_its_text_or_a_value(string language) => EveryText.Of(BotTexts.For(language))
        .Where(t => t.Said.AsSpan().IndexOfAny("⟦{}") >= 0)
        .Select(t => $"{t.Member}: {t.Said}").Distinct()
        .ShouldBeEmpty();

    [Fact]
    public void Every_text_in_the_file_is_said_by_something()
    {
        var said = string.Join('\n', EveryText.Of(TextsThatSayTheirKeys()).Select(t => t.Said));

        English.Patterns.Keys.Where(k => !said.Contains($"<{k}>", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_text_that_a_language_lacks_shows_itself_in_tests_and_is_said_in_English_otherwise()
    {
        var german = new BotTexts(Phrases.Read("de", new MemoryStream("{\"Order\":{\"Plan\":\"Tarif\"}}"u8.ToArray()), English), CultureInfo.GetCultureInfo("de-DE"), Phrases.Read("de", new MemoryStream("{}"u8.ToArray()), English));
        german.Order.Plan.ShouldBe("Tarif");
        german.Order.Topic.ShouldBe("⟦de:Order.Topic⟧");
        german.Error.Of(Error.NotFound("invoice_not_found", "There is no such invoice.")).ShouldBe("⟦de:Error.invoice_not_found⟧");
        try
        {
            AppContext.SetSwitch(Phrases.ShowMissing, false);
            german.Order.Topic.ShouldBe("your order");
            german.Order.CycleChoice(BillingCycle.Annual, new Money(100_000, Currency.Of("EUR")), 16).ShouldBe("Yearly, 1.000,00 € (save 16%)", "numbers stay German");
            german.Error.Of(Error.NotFound("invoice_not_found", "There is no such invoice.")).ShouldBe("There is no such invoice.");
        }
        finally
        {
            AppContext.SetSwitch(Phrases.ShowMissing, true);
        }
    }

    private static List<string> ErrorsOf(string language) =>
        [.. LanguageFiles.Own.Of(language).Patterns.Keys.Where(k => k.StartsWith(ErrorPrefix, StringComparison.Ordinal)).Select(k => k[ErrorPrefix.Length..])];

    private static BotTexts TextsThatSayTheirKeys()
    {
        var sections = English.Patterns.Keys.GroupBy(k => k.Split('.')[0]).ToDictionary(
            s => s.Key, s => s.ToDictionary(k => k[(s.Key.Length + 1)..], k => $"<{k}> " + string.Join(' ', English.Patterns[k].Holes.Select(h => "{" + h + "}"))));
        var file = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(sections));
        return new BotTexts(Phrases.Read("en", file, null), CultureInfo.GetCultureInfo("en-GB"));
    }
}
