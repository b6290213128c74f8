using System.Globalization;
using EzSolutions.Bot.Texts;

namespace EzSolutions.Bot.Tests.Texts;

public sealed class MessagePatternTests
{
    [Theory]
    [InlineData("No holes, an apostrophe's fine, # too", "No holes, an apostrophe's fine, # too")]
    [InlineData("{name}: {number}", "web1: 1.234")]
    [InlineData("{kind, select, vps {Server} hosting {Webspace} other {Etwas}} {name}", "Server web1")]
    [InlineData("{none, select, vps {Server} other {Etwas}}", "Etwas")]
    [InlineData("{number, plural, one {# Kern} other {# Kerne}}", "1.234 Kerne")]
    [InlineData("{one, plural, one {# Kern auf {name}} other {# Kerne}}", "1 Kern auf web1")]
    [InlineData("{zero, plural, =0 {nichts} one {# Kern} other {# Kerne}}", "nichts")]
    [InlineData("{one, plural, one {{kind, select, vps {# Server} other {#}}} other {}}", "1 Server")]
    public void Is_filled_in(string pattern, string expected) => MessagePattern.Parse(pattern).Format(
        [("name", "web1"), ("number", 1234), ("one", 1L), ("zero", 0), ("kind", "vps"), ("none", null)], CultureInfo.GetCultureInfo("de-DE")).ShouldBe(expected);

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{a b}")]
    [InlineData("{}")]
    [InlineData("{a, date}")]
    [InlineData("{a, plural, one {x}}")]
    [InlineData("{a, plural, one {x} other {x}")]
    [InlineData("{a, plural, other {x")]
    [InlineData("{a, plural, other")]
    public void What_is_not_well_formed_is_refused(string pattern) => Should.Throw<FormatException>(() => MessagePattern.Parse(pattern));

    [Fact]
    public void Holes_inside_of_choices_count() =>
        MessagePattern.Parse("{a} {b, plural, one {{c}} other {{d, select, other {{e}}}}}").Holes.Order().ShouldBe(["a", "b", "c", "d", "e"]);

    [Theory]
    [InlineData("en", 0, "other")]
    [InlineData("de", 1, "one")]
    [InlineData("es", 2, "other")]
    [InlineData("hi", 0, "one")]
    [InlineData("hi", 1, "one")]
    [InlineData("hi", 2, "other")]
    public void Each_language_counts_in_its_own_way(string language, int number, string form) =>
        PluralForms.Of(CultureInfo.GetCultureInfo(language), number).ShouldBe(form);

    [Fact]
    public void A_hole_that_nobody_fills_shows_itself() => MessagePattern.Parse("Hi {name}").Format([], CultureInfo.InvariantCulture).ShouldBe("Hi {name}");
}
