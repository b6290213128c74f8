using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Dialogue;

/// <summary>What no customer means to send, against the whole program: refused or answered, never an error of ours, and the conversation goes on.</summary>
public sealed class HostileInputTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>One address opens ten conversations and no more.</summary>
    private static Task<ApiChat>? _visitor;

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];

    public static TheoryData<string, string, byte[]> Files() => new()
    {
        { "a zip bomb", "notes.zip", ZipOfZeros() },
        { "a zip bomb under another name", "holiday.png", ZipOfZeros() },
        { "a picture that is an archive, too", "both.png", [.. Png, .. ZipOfZeros()] },
        { "a page under a picture's name", "cat.png", Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>") },
        { "a drawing with a script", "logo.svg", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") },
        { "a program", "setup.pdf", [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0] },
        { "bytes that are no text", "log.txt", [0xff, 0xfe, 0x80, 0xc3] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_is_not_what_may_be_sent_is_refused(string what, string name, byte[] content)
    {
        var chat = await (_visitor ??= ApiChat.OpenAsync(host));
        var refused = await SendAsync(chat, name, "image/png", content);
        refused.Status.ShouldBe(400, $"{what}: {refused.Text}");
        (await host.ScalarAsync($"SELECT count(*) FROM attachments WHERE conversation_id = '{chat.Id}'")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_file_that_lies_about_its_kind_is_served_as_what_it_is()
    {
        var chat = await ApiChat.OpenAsync(host);
        var stored = (await SendAsync(chat, "photo.png", "image/png", Encoding.ASCII.GetBytes("%PDF-1.7\n"))).ShouldBe(201);
        stored["contentType"].ShouldBe("application/pdf");
        var served = (await chat.Client.GetAsync($"chat/attachments/{stored["id"]}")).ShouldBe(200);
        served.ContentType.ShouldNotBe("image/png");
        served.ContentType.ShouldNotBe("text/html");
    }

    [Fact]
    public async Task Messages_too_long_or_no_text_are_refused_and_the_next_one_is_answered()
    {
        var chat = await ApiChat.OpenAsync(host);
        (await chat.Client.PostAsync("chat/messages", new { clientMessageId = "long", text = new string('x', 100 * 1024) })).Status.ShouldBeOneOf(400, 413);
        byte[] broken = [.. "{\"clientMessageId\":\"b\",\"text\":\""u8, 0xff, 0xfe, 0xc3, .. "\"}"u8];
        using var content = new ByteArrayContent(broken);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await chat.Client.SendAsync(HttpMethod.Post, "chat/messages", content)).Status.ShouldBe(400);
        (await chat.Client.PostRawAsync("chat/messages", """{"clientMessageId":"s","text":"\ud800"}""")).Status.ShouldBeLessThan(500);
        (await chat.Client.PostRawAsync("chat/messages", """{"clientMessageId":"d","text":""" + new string('[', 5000))).Status.ShouldBe(400);

        (await chat.SayAsync("what vps plans do you have?")).ShouldContain("VPS");
    }

    [Theory]
    [InlineData("😀🎉🚀")]
    [InlineData("👍")]
    [InlineData("مرحبا، الخادم لا يعمل")]
    [InlineData("\u202eשלום\u202c")]
    [InlineData("\ufdfa\ufdfa\ufdfa")]
    public async Task Text_of_any_script_is_kept_and_answered(string text)
    {
        var chat = await (_visitor ??= ApiChat.OpenAsync(host));
        (await chat.SayAsync(text)).ShouldNotBeEmpty();
        var kept = (await chat.Client.GetAsync("chat/entries?after=0")).Json.GetProperty("entries").EnumerateArray()
            .Last(e => e.GetProperty("author").GetProperty("kind").GetString() == "customer").GetProperty("text").GetString()!;
        kept.ShouldContain(text.Trim('\u202e', '\u202c'));
    }

    private static async Task<Answer> SendAsync(ApiChat chat, string name, string claimed, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(claimed);
        using var form = new MultipartFormDataContent { { content, "file", name } };
        return await chat.Client.SendAsync(HttpMethod.Post, "chat/attachments", form);
    }

    /// <summary>Ten megabytes in ten kilobytes.</summary>
    private static byte[] ZipOfZeros()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("zeros").Open())
            entry.Write(new byte[10 * 1024 * 1024]);
        return packed.ToArray();
    }
}
