using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.Slack;

/// <summary>Files that come with a message: fetched with the workspace's token from where Slack keeps them and nowhere else, told by their bytes.</summary>
public sealed class SlackFileTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task A_file_is_kept_as_what_it_is_with_the_words_it_came_with()
    {
        var alice = new SlackPerson(host, "sender");
        (await ShareAsync(alice, "look at this", await UploadAsync("../../shot.exe", "application/x-msdownload", Png))).ShouldBe(200);
        (await host.ScalarAsync(Files(alice, "a.name || ' ' || a.content_type || ' ' || length(a.content)"))).ShouldBe($"shot.png image/png {Png.Length}");
        (await alice.EntriesAsync("e.text = 'look at this' AND e.card::text LIKE '%shot.png%'")).ShouldBe(1);
    }

    [Fact]
    public async Task C01_A_file_alone_is_a_message_and_counts_once_however_often_it_is_sent()
    {
        var alice = new SlackPerson(host, "repeater");
        (await alice.DoAsync(new { text = "", @event = new { subtype = "file_share", files = new[] { await UploadAsync("a.png", "image/png", Png) } }, flaw = new { times = 3 } })).ShouldBe(200);
        (await StoredAsync(alice)).ShouldBe(1);
        (await alice.EntriesAsync("e.external_id IS NOT NULL")).ShouldBe(1);
        await alice.UntilAsync(all => all.Count > 0, "an answer");
    }

    [Fact]
    public async Task A_file_with_a_mention_is_taken_in_the_thread()
    {
        var alice = new SlackPerson(host, "shower", "pictures");
        (await alice.DoAsync(new { @do = "mention", text = "look", @event = new { files = new[] { await UploadAsync("a.png", "image/png", Png) } } })).ShouldBe(200);
        (await host.ScalarAsync($"SELECT count(*)::int FROM attachments a JOIN channel_threads t ON t.conversation_id = a.conversation_id WHERE t.thread_key LIKE '{alice.Place}/%'")).ShouldBe(1);
    }

    public static TheoryData<string, string, byte[]> Bad => new()
    {
        { "a drawing that runs, called a picture", "image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray() },
        { "a page, called text", "text/plain", "<!doctype html><script>alert(1)</script>"u8.ToArray() },
        { "a page that says so", "text/html", "<!doctype html><script>alert(1)</script>"u8.ToArray() },
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
        var alice = new SlackPerson(host, "liar");
        (await ShareAsync(alice, "look", await UploadAsync("harmless.png", type, content))).ShouldBe(200);
        await WhisperedAsync(alice, "file");
        (await alice.EntriesAsync()).ShouldBe(0);
        (await StoredAsync(alice)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_packed_on_the_way_is_not_unpacked()
    {
        var alice = new SlackPerson(host, "packer");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            await gzip.WriteAsync(new byte[50_000_000]);
        (await ShareAsync(alice, "look", await UploadAsync("a.txt", "text/plain", packed.ToArray(), "&encoding=gzip"))).ShouldBe(200);
        await WhisperedAsync(alice, "file");
        (await StoredAsync(alice)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_too_large_or_lies_elsewhere_is_said_by_its_name_and_the_rest_is_taken()
    {
        var alice = new SlackPerson(host, "mixed");
        var ours = new Uri(host.Address, "health/ready").ToString();
        var small = await UploadAsync("undersaid.png", "image/png", [.. Png, .. new byte[10 * 1024 * 1024]]);
        small["size"] = 12;
        (await ShareAsync(
            alice,
            "look",
            await UploadAsync("good.png", "image/png", Png),
            await UploadAsync("large.png", "image/png", [.. Png, .. new byte[10 * 1024 * 1024]]),
            small,
            await UploadAsync("away.png", "image/png", Png, $"&location={Uri.EscapeDataString(ours)}"),
            At("inside.png", "http://169.254.169.254/latest/meta-data"),
            At("ours.png", ours),
            At("similar.png", "https://files.slack.com.evil.example/a"),
            At("disguised.png", "https://files.slack.com@evil.example/a"),
            At("local.png", "file:///etc/passwd"))).ShouldBe(200);
        var said = await WhisperedAsync(alice, "could not fetch");
        new[] { "large.png", "undersaid.png", "away.png", "inside.png", "ours.png", "similar.png", "disguised.png", "local.png" }.ShouldAllBe(name => said.Contains(name, StringComparison.Ordinal));
        said.ShouldNotContain("good.png");
        (await StoredAsync(alice)).ShouldBe(1);
    }

    [Fact]
    public async Task What_Slack_does_not_keep_itself_is_told_apart_and_of_nothing_else_there_is_no_entry()
    {
        var alice = new SlackPerson(host, "linker");
        var deleted = new JsonObject { ["id"] = "F1", ["name"] = "gone.png", ["mode"] = "tombstone" };
        var outside = await UploadAsync("drive.png", "image/png", Png);
        (outside["mode"], outside["is_external"]) = ("external", true);
        (await ShareAsync(alice, "", deleted, outside)).ShouldBe(200);
        var said = await WhisperedAsync(alice, "cannot read");
        said.ShouldContain("gone.png");
        said.ShouldContain("drive.png");
        (await alice.EntriesAsync()).ShouldBe(0);
        (await StoredAsync(alice)).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_of_a_shared_channel_is_asked_for_and_another_workspaces_is_as_good_as_none()
    {
        var alice = new SlackPerson(host, "connected");
        var known = await UploadAsync("shared.png", "image/png", Png);
        (await ShareAsync(alice, "look", Connect(known))).ShouldBe(200);
        (await StoredAsync(alice)).ShouldBe(1);

        var foreign = await UploadAsync("foreign.png", "image/png", Png, $"&team={SlackPerson.OtherWorkspace}");
        (await ShareAsync(alice, "look again", Connect(foreign), foreign)).ShouldBe(200);
        await WhisperedAsync(alice, "foreign.png");
        (await StoredAsync(alice)).ShouldBe(1);
    }

    [Fact]
    public async Task A_sign_in_page_instead_of_the_file_is_no_file()
    {
        var alice = new SlackPerson(host, "unscoped");
        var file = await UploadAsync("notes.txt", "text/plain", "plain words"u8.ToArray());
        (await alice.DoAsync(new { @do = "scope", text = "chat:write,im:history" })).ShouldBe(200);
        try
        {
            (await ShareAsync(alice, "show me your vps plans", file)).ShouldBe(200);
            await WhisperedAsync(alice, "notes.txt");
            await alice.UntilSaidAsync("VPS");
            (await StoredAsync(alice)).ShouldBe(0);
        }
        finally
        {
            await alice.DoAsync(new { @do = "scope", text = (string?)null });
        }
    }

    [Fact]
    public async Task What_cannot_be_had_in_time_is_waited_for_once_and_then_said()
    {
        var alice = new SlackPerson(host, "patient");
        await alice.FaultAsync(new { target = "slack", kind = "error", status = 503, match = "files-pri", times = 1 });
        (await ShareAsync(alice, "look", await UploadAsync("late.png", "image/png", Png))).ShouldBe(200).Attempts.ShouldBe(2);
        (await StoredAsync(alice)).ShouldBe(1);
        (await alice.EntriesAsync("e.external_id IS NOT NULL")).ShouldBe(1);

        await alice.FaultAsync(new { target = "slack", kind = "error", status = 503, match = "files-pri", times = 2 });
        (await ShareAsync(alice, "and this", await UploadAsync("never.png", "image/png", Png))).ShouldBe(200).Attempts.ShouldBe(2);
        await WhisperedAsync(alice, "never.png");
        (await alice.EntriesAsync("e.text = 'and this'")).ShouldBe(1);
    }

    [Fact]
    public async Task C01_What_is_stored_and_sent_again_is_not_fetched_again_and_nobody_is_told_that_its_file_is_missing()
    {
        var alice = new SlackPerson(host, "again");
        var file = await UploadAsync("kept.png", "image/png", Png);
        var sent = new { text = "look", envelope = new { event_id = "Ev0AGAIN" }, @event = new { subtype = "file_share", files = new[] { file } } };
        (await alice.DoAsync(sent)).ShouldBe(200);
        await alice.UntilAsync(all => all.Count > 0, "an answer");

        await alice.FaultAsync(new { target = "slack", kind = "error", status = 503, match = "files-pri", times = 9 });
        try
        {
            (await alice.DoAsync(sent)).ShouldBe(200).Attempts.ShouldBe(1);
            (await alice.SayAsync("show me your vps plans")).ShouldBe(200);
            (await alice.UntilSaidAsync("VPS")).ShouldNotContain(m => SlackPerson.Words(m).Contains("kept.png", StringComparison.Ordinal));
        }
        finally
        {
            using var off = await host.Outside.DeleteAsync("faults");
        }

        (await StoredAsync(alice)).ShouldBe(1);
        (await alice.EntriesAsync("e.text = 'look'")).ShouldBe(1);
    }

    [Fact]
    public async Task Why_a_file_is_missing_is_said_in_the_conversations_language()
    {
        var alice = new SlackPerson(host, "deutsch");
        (await alice.SayAsync("sprich Deutsch")).ShouldBe(200);
        await ApiHost.EventuallyAsync(
            () => host.ScalarAsync($"SELECT c.locale FROM conversations c JOIN channel_threads t ON t.conversation_id = c.id WHERE t.thread_key = '{alice.Place}'"),
            locale => locale is string l && l.StartsWith("de", StringComparison.Ordinal),
            "German");
        (await ShareAsync(alice, "", At("bild.png", "https://elsewhere.example/bild.png"))).ShouldBe(200);
        (await WhisperedAsync(alice, "bild.png")).ShouldContain("nicht abholen");
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

    private static JsonObject At(string name, string address) =>
        new() { ["id"] = "F0", ["name"] = name, ["mimetype"] = "image/png", ["size"] = 11, ["mode"] = "hosted", ["url_private_download"] = address };

    /// <summary>As an event names a file of Slack Connect: by its id alone.</summary>
    private static JsonObject Connect(JsonObject file) => new() { ["id"] = file["id"]!.ToString(), ["created"] = 0, ["file_access"] = "check_file_info" };

    private async Task<JsonObject> UploadAsync(string name, string type, byte[] content, string more = "")
    {
        using var file = new ByteArrayContent(content);
        using var answer = await host.Outside.PostAsync($"slack/_files?name={Uri.EscapeDataString(name)}&type={Uri.EscapeDataString(type)}{more}", file);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static Task<SlackAck> ShareAsync(SlackPerson person, string text, params JsonObject[] files) =>
        person.DoAsync(new { text, @event = new { subtype = "file_share", files } });

    /// <returns>What the person alone was told.</returns>
    private static async Task<string> WhisperedAsync(SlackPerson person, string part)
    {
        static bool Whispers(JsonElement message, string part) =>
            message.GetProperty("onlyFor").ValueKind == JsonValueKind.String && SlackPerson.Words(message).Contains(part, StringComparison.OrdinalIgnoreCase);
        var heard = await person.UntilAsync(all => all.Any(m => Whispers(m, part)), $"the app whispers '{part}'");
        return SlackPerson.Words(heard.Last(m => Whispers(m, part)));
    }

    private Task<object?> StoredAsync(SlackPerson person) => host.ScalarAsync(Files(person, "count(*)::int"));

    private static string Files(SlackPerson person, string what) =>
        $"SELECT {what} FROM attachments a JOIN channel_threads t ON t.conversation_id = a.conversation_id WHERE t.thread_key = '{person.Place}'";
}
