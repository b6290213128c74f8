using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using EzSolutions.Application.Common.Texts;
using EzSolutions.Infrastructure.Email;

namespace EzSolutions.Integration.Tests.Email;

/// <summary>Every mail has its words in every language, and no word is there for nothing.</summary>
public sealed partial class EmailLanguageTests
{
    private static readonly Assembly Source = typeof(EmailTemplates).Assembly;
    private static readonly string[] Mails =
        [.. Source.GetManifestResourceNames().Where(n => n.EndsWith(".text.hbs", StringComparison.Ordinal)).Select(n => n.Split('.')[^3])];

    private static readonly string[] Flags =
        ["applied", "toWallet", "hostname", "operatingSystem", "region", "free", "payUrl", "confirmUrl", "again", "overdue", "terminateOn", "ipv4", "ipv6", "operating_system", "has_password", "unpaid", "waiting", "orderNumber"];

    private readonly EmailTemplates _templates = new();

    public static TheoryData<string> Languages => [.. SpokenLanguages.All];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_the_words_that_English_has_with_the_same_holes(string language)
    {
        var (english, other) = (EmailTemplates.Languages.Of("en").Patterns, EmailTemplates.Languages.Of(language).Patterns);

        other.Keys.Order().ShouldBe(english.Keys.Order());
        english.Where(p => !p.Value.Holes.SetEquals(other[p.Key].Holes)).Select(p => p.Key).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_mail_is_said_without_a_gap(string language) => Mails
        .SelectMany(mail => Models(mail).Select(model => (mail, said: _templates.Render(mail, model, language))))
        .Where(m => (m.said.Subject + m.said.Text + Body(m.said.Html)).AsSpan().IndexOfAny("⟦{}") >= 0)
        .Select(m => $"{m.mail}: {m.said.Subject} {m.said.Text}")
        .ShouldBeEmpty();

    [Fact]
    public void Every_word_in_the_file_stands_in_a_mail()
    {
        var used = Source.GetManifestResourceNames().Where(n => n.EndsWith(".hbs", StringComparison.Ordinal)).SelectMany(name =>
        {
            using var reader = new StreamReader(Source.GetManifestResourceStream(name)!);
            var mail = name.Split('.')[^3];
            return Said().Matches(reader.ReadToEnd()).SelectMany(m => new[] { $"{mail}.{m.Groups["key"].Value}", $"every.{m.Groups["key"].Value}" }).Append($"{mail}.subject").ToList();
        }).ToHashSet(StringComparer.Ordinal);

        EmailTemplates.Languages.Of("en").Patterns.Keys.Except(used).ShouldBeEmpty();
    }

    [Fact]
    public void A_german_reminder_is_german_from_subject_to_foot()
    {
        var mail = _templates.Render("renewal-reminder", Model(("name", "Anna"), ("when", "late"), ("invoiceNumber", "INV-2026-000001"), ("service", "shop1"),
            ("product", "VPS M"), ("due", "12,50 €"), ("dueOn", "21. November 2026"), ("overdue", true), ("suspendOn", "24. November 2026"), ("payUrl", "https://host.example/pay/x")), "de-DE");

        mail.Subject.ShouldBe("Die Rechnung INV-2026-000001 für shop1 war am 21. November 2026 fällig");
        mail.Text.ShouldStartWith("Guten Tag Anna,\n");
        mail.Text.ShouldContain("ab dem 24. November 2026 gesperrt");
        mail.Html.ShouldContain("<html lang=\"de\">");
        mail.Html.ShouldContain("Sie erhalten diese Nachricht");
    }

    [Fact]
    public void What_is_bold_is_still_text()
    {
        var mail = _templates.Render("service-ready", Model(("name", "Anna"), ("label", "<b>x</b>"), ("product", "VPS & more"), ("order_number", "ORD-1")), "en");

        mail.Html.ShouldContain("<strong>&lt;b&gt;x&lt;/b&gt;</strong>");
        mail.Html.ShouldContain("VPS &amp; more");
    }

    /// <summary>With everything that a mail can tell, and with as little as it can.</summary>
    private static IEnumerable<Dictionary<string, JsonElement>> Models(string mail)
    {
        var holes = EmailTemplates.Languages.Of("en").Patterns.Where(p => p.Key.StartsWith(mail + ".", StringComparison.Ordinal)).SelectMany(p => p.Value.Holes).Append("name").Distinct().ToList();
        yield return Model([.. holes.Select(h => (h, (object)"x")), .. Flags.Select(f => (f, (object)"x")), ("lines", new[] { new { description = "x", amount = "x" } })]);
        var always = EmailTemplates.Languages.Of("en").Patterns[$"{mail}.subject"].Holes;
        yield return Model([.. holes.Except(Flags.Except(always)).Select(h => (h, (object)"x"))]);
    }

    private static Dictionary<string, JsonElement> Model(params (string Name, object Value)[] values) =>
        values.GroupBy(v => v.Name, StringComparer.Ordinal).ToDictionary(v => v.Key, v => JsonSerializer.SerializeToElement(v.Last().Value), StringComparer.Ordinal);

    private static string Body(string html) => html[html.IndexOf("<body", StringComparison.Ordinal)..];

    [GeneratedRegex("\\{\\{say \"(?<key>\\w+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Said();
}
