using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;

namespace EzSolutions.Contract.Tests.Sandbox.Mail;

public sealed class MailTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task A_message_with_two_forms_and_a_file_is_read_back()
    {
        using var message = new MailMessage("shop@ez.example", "ann@example.com") { Subject = "Ihre Bestellung №7 – grüße", SubjectEncoding = Encoding.UTF8, Body = "Grüße,\n.dot first\n..two dots\n" + new string('x', 300), BodyEncoding = Encoding.UTF8 };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString("<p>Grüße <b>Ann</b></p>", Encoding.UTF8, MediaTypeNames.Text.Html));
        using var attachment = Attachment.CreateAttachmentFromString("%PDF", "invoice.pdf");
        message.Attachments.Add(attachment);
        await SendAsync(message);
        var read = (await MessagesAsync("ann@example.com"))[0]!;
        read["subject"]!.ToString().ShouldBe("Ihre Bestellung №7 – grüße");
        read["text"]!.ToString().ShouldContain("Grüße,\n.dot first\n..two dots\nxxx");
        read["html"]!.ToString().ShouldContain("<p>Grüße <b>Ann</b></p>");
        read["from"]!.ToString().ShouldContain("shop@ez.example");
        read["to"]!.ToString().ShouldBe("ann@example.com");
        read["attachments"]!.ToJsonString().ShouldContain("invoice.pdf");
    }

    [Fact]
    public async Task The_newest_message_comes_first_and_only_the_recipients()
    {
        await SendAsync(new MailMessage("a@ez.example", "bob@example.com", "first", "1"));
        await SendAsync(new MailMessage("a@ez.example", "other-bob@example.com", "not his", "x"));
        await SendAsync(new MailMessage("a@ez.example", "bob@example.com", "second", "2"));
        (await MessagesAsync("bob@example.com")).Select(m => m!["subject"]!.ToString()).ShouldBe(["second", "first"]);
    }

    [Fact]
    public async Task A_refusal_reaches_the_sender_and_nothing_is_kept()
    {
        await sandbox.FaultAsync("""{"target":"smtp","match":"RCPT","kind":"error","status":451,"times":1}""");
        await Should.ThrowAsync<SmtpException>(() => SendAsync(new MailMessage("a@ez.example", "carl@example.com", "s", "b")));
        (await MessagesAsync("carl@example.com")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_response_after_the_message_was_taken_keeps_it()
    {
        await sandbox.FaultAsync("""{"target":"smtp","match":"DATA","kind":"lost_response","times":1}""");
        await Should.ThrowAsync<SmtpException>(() => SendAsync(new MailMessage("a@ez.example", "dora@example.com", "s", "b")));
        (await MessagesAsync("dora@example.com")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Markup_in_a_message_is_escaped_on_the_page_and_its_html_is_sandboxed()
    {
        using var message = new MailMessage("a@ez.example", "eve@example.com", "<script>alert(1)</script>", "<p onclick=x>\"quoted\"</p>") { IsBodyHtml = true };
        await SendAsync(message);
        var page = await sandbox.Plain.GetStringAsync("/mail?to=eve@example.com");
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.ShouldNotContain("<script>alert(1)");
        page.ShouldNotContain("<p onclick");
        page.ShouldContain("sandbox=\"allow-popups");
    }

    private async Task SendAsync(MailMessage message)
    {
        using var client = new SmtpClient("127.0.0.1", sandbox.Host.SmtpPort);
        await client.SendMailAsync(message);
    }

    private async Task<JsonArray> MessagesAsync(string to) => JsonNode.Parse(await sandbox.Plain.GetStringAsync($"/mail/messages?to={to}"))!.AsArray();
}
