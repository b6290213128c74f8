using System.Text.Json;
using EzSolutions.Infrastructure.Email;

namespace EzSolutions.Integration.Tests.Email;

public sealed class EmailTemplateTests
{
    [Fact]
    public void Mail_written_as_text_alone_has_its_html_made_of_it_with_what_people_wrote_as_text()
    {
        var model = new Dictionary<string, JsonElement>
        {
            ["name"] = Json("<script>alert(1)</script>"),
            ["invoiceNumber"] = Json("INV-2026-000001"),
            ["service"] = Json("shop1"),
            ["when"] = Json("today"),
            ["payUrl"] = Json("https://host.example/pay/a?b=1&c=2"),
        };

        var mail = new EmailTemplates().Render("renewal-reminder", model, "en");

        mail.Html.ShouldContain("<a href=\"https://host.example/pay/a?b=1&amp;c=2\">https://host.example/pay/a?b=1&amp;c=2</a>");
        mail.Html.ShouldContain("&lt;script&gt;");
        mail.Html.ShouldNotContain("<script>");
        mail.Text.ShouldContain("https://host.example/pay/a?b=1&c=2");
    }

    private static JsonElement Json(string value) => JsonSerializer.SerializeToElement(value);
}
