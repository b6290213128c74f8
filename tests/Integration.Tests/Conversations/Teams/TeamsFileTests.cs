using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.Teams;

/// <summary>Files that come with a message: fetched from where Teams keeps them and nowhere else, told by their bytes.</summary>
public sealed class TeamsFileTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_picture_in_the_message_and_a_file_from_the_store_are_kept_as_what_they_are(bool picture)
    {
        var alice = new TeamsUser(host, "sender");
        await SendAsync(alice, "look at this", await AttachAsync("../../shot.exe", "image/*", Png, picture));
        (await StoredAsync(alice)).ShouldBe(1);
        (await host.ScalarAsync(Files(alice, "a.content_type || ' ' || length(a.content)"))).ShouldBe($"image/png {Png.Length}");
        (await alice.EntriesAsync("e.text = 'look at this'")).ShouldBe(1);
    }

    public static TheoryData<string, string, byte[]> Bad => new()
    {
        { "a drawing that runs, called a picture", "image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray() },
        { "a page, called text", "text/plain", "<!doctype html><script>alert(1)</script>"u8.ToArray() },
        { "a picture that is an archive too", "image/png", [.. Png, .. "PK\u0005\u0006"u8, .. new byte[18]] },
        { "an archive that would fill the disk", "application/zip", Bomb() },
        { "a program", "application/pdf", [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0] },
        { "nothing", "image/png", [] },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_file_that_lies_or_could_run_is_refused_in_words_and_nothing_of_it_is_kept(string what, string type, byte[] content)
    {
        what.ShouldNotBeEmpty();
        foreach (var picture in new[] { true, false })
        {
            var alice = new TeamsUser(host, "liar");
            await SendAsync(alice, "look", await AttachAsync("harmless.png", type, content, picture));
            await alice.UntilAsync(all => all.Count > 0, "why it was not taken");
            (await alice.EntriesAsync()).ShouldBe(0);
            (await StoredAsync(alice)).ShouldBe(0);
        }
    }

    [Fact]
    public async Task What_is_packed_on_the_way_is_not_unpacked()
    {
        var alice = new TeamsUser(host, "packer");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            await gzip.WriteAsync(new byte[50_000_000]);
        await SendAsync(alice, "look", await AttachAsync("a.txt", "text/plain", packed.ToArray(), picture: false, "&encoding=gzip"));
        await alice.UntilAsync(all => all.Count > 0, "why it was not taken");
        (await StoredAsync(alice)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_too_large_or_leads_elsewhere_is_said_by_its_name_and_the_rest_is_taken()
    {
        var alice = new TeamsUser(host, "mixed");
        var inside = new JsonObject { ["contentType"] = "image/png", ["name"] = "inside.png", ["contentUrl"] = "http://169.254.169.254/latest/meta-data" };
        var ours = new JsonObject { ["contentType"] = "image/png", ["name"] = "ours.png", ["contentUrl"] = new Uri(host.Address, "health/ready").ToString() };
        await SendAsync(
            alice,
            "look",
            await AttachAsync("good.png", "image/png", Png, picture: false),
            await AttachAsync("large.png", "image/png", [.. Png, .. new byte[10 * 1024 * 1024]], picture: false),
            await AttachAsync("away.png", "image/png", Png, picture: false, $"&location={Uri.EscapeDataString(new Uri(host.Address, "health/ready").ToString())}"),
            inside,
            ours);
        var said = (await alice.UntilSaidAsync("could not fetch")).Select(m => m.GetProperty("body").GetRawText()).First(t => t.Contains("could not fetch", StringComparison.Ordinal));
        new[] { "large.png", "away.png", "inside.png", "ours.png" }.ShouldAllBe(name => said.Contains(name, StringComparison.Ordinal));
        said.ShouldNotContain("good.png");
        (await StoredAsync(alice)).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_of_nothing_but_lost_files_is_answered_and_leaves_nothing()
    {
        var alice = new TeamsUser(host, "lost");
        (await alice.DoAsync(new JsonObject { ["text"] = null, ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "file:///etc/passwd" }) })).ShouldBe(200);
        await alice.UntilSaidAsync("could not fetch");
        (await alice.EntriesAsync()).ShouldBe(0);
    }

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("zeros.txt", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[50_000_000]);
        }

        return packed.ToArray();
    }

    private async Task<JsonObject> AttachAsync(string name, string type, byte[] content, bool picture, string more = "")
    {
        using var file = new ByteArrayContent(content);
        using var answer = await host.Outside.PostAsync($"botframework/_files?name={Uri.EscapeDataString(name)}&type={Uri.EscapeDataString(type)}&picture={picture}{more}", file);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static async Task SendAsync(TeamsUser user, string text, params JsonObject[] files) =>
        (await user.DoAsync(new JsonObject { ["text"] = text, ["attachments"] = new JsonArray([.. files]) })).ShouldBe(200);

    private Task<object?> StoredAsync(TeamsUser user) => host.ScalarAsync(Files(user, "count(*)::int"));

    private static string Files(TeamsUser user, string what) =>
        $"SELECT {what} FROM attachments a JOIN channel_threads t ON t.conversation_id = a.conversation_id WHERE t.thread_key = '{user.Conversation}'";
}
