using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using EzSolutions.WebApi.Conversations.TeamsManifest;
using EzSolutions.WebApi.Hosting;

namespace EzSolutions.Integration.Tests.Conversations.Teams;

/// <summary>The package that is uploaded to Teams, as its command writes it.</summary>
public sealed class TeamsPackageTests : IDisposable
{
    private const string AppId = "5a9d0b00-5a9d-4b00-8b00-0000000000a1";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ez-teams-{Guid.CreateVersion7():N}.zip");

    private string[] Wanted => ["--app-id", AppId, "--address", "https://chat.example.com", "--name", "Nimbus Hosting", "--out", _file];

    [Fact]
    public async Task Package_holds_a_manifest_and_two_icons_and_nothing_else()
    {
        using var zip = await PackAsync();
        zip.Entries.Select(e => e.FullName).ShouldBe(["manifest.json", "color.png", "outline.png"]);
        var manifest = Manifest(zip);
        manifest.GetProperty("icons").EnumerateObject().Select(i => i.Value.GetString()).ShouldBe(["color.png", "outline.png"]);
    }

    [Fact]
    public async Task Manifest_names_the_bot_its_scopes_and_its_host_and_keeps_to_the_lengths_of_schema_1_19()
    {
        using var zip = await PackAsync("--privacy", "https://example.com/privacy", "--version", "2.3.4", "--color", "#102030");
        var manifest = Manifest(zip);
        manifest.GetProperty("$schema").GetString().ShouldBe("https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json");
        manifest.GetProperty("manifestVersion").GetString().ShouldBe("1.19");
        manifest.GetProperty("version").GetString().ShouldBe("2.3.4");
        manifest.GetProperty("id").GetString().ShouldBe(AppId);
        manifest.GetProperty("accentColor").GetString().ShouldBe("#102030");
        manifest.GetProperty("validDomains").EnumerateArray().Select(d => d.GetString()).ShouldBe(["chat.example.com"]);
        manifest.GetProperty("developer").GetProperty("privacyUrl").GetString().ShouldBe("https://example.com/privacy");
        manifest.GetProperty("developer").GetProperty("termsOfUseUrl").GetString().ShouldBe("https://chat.example.com/terms");

        var bot = manifest.GetProperty("bots").EnumerateArray().Single();
        bot.GetProperty("botId").GetString().ShouldBe(AppId);
        bot.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldBe(["personal", "team", "groupChat"]);
        bot.GetProperty("supportsFiles").GetBoolean().ShouldBeTrue();
        var commands = bot.GetProperty("commandLists")[0].GetProperty("commands").EnumerateArray().ToArray();
        commands.Length.ShouldBeInRange(1, 10);
        commands.ShouldAllBe(c => c.GetProperty("title").GetString()!.Length <= 32 && c.GetProperty("description").GetString()!.Length <= 128);
        manifest.GetProperty("description").GetProperty("short").GetString()!.Length.ShouldBeInRange(1, 80);
        manifest.GetProperty("description").GetProperty("full").GetString()!.Length.ShouldBeInRange(1, 4_000);
    }

    [Fact]
    public async Task Long_name_is_cut_to_what_Teams_takes()
    {
        using var zip = await PackAsync("--name", new string('n', 150));
        var manifest = Manifest(zip);
        manifest.GetProperty("name").GetProperty("short").GetString()!.Length.ShouldBe(30);
        manifest.GetProperty("name").GetProperty("full").GetString()!.Length.ShouldBe(100);
        manifest.GetProperty("developer").GetProperty("name").GetString()!.Length.ShouldBe(32);
    }

    [Fact]
    public async Task Icons_have_the_sizes_of_Teams_the_small_one_white_on_nothing()
    {
        using var zip = await PackAsync();
        var (size, color) = Pixels(zip, "color.png");
        size.ShouldBe(192);
        color.ShouldAllBe(p => p[3] == 255, "The large one fills its square.");
        var (small, outline) = Pixels(zip, "outline.png");
        small.ShouldBe(32);
        outline.ShouldContain(p => p[3] == 0);
        outline.Where(p => p[3] > 0).ToArray().ShouldSatisfyAllConditions(
            drawn => drawn.Length.ShouldBeGreaterThan(0), drawn => drawn.ShouldAllBe(p => p[0] == 255 && p[1] == 255 && p[2] == 255));
    }

    [Theory]
    [InlineData("--app-id", "not-a-guid", "GUID")]
    [InlineData("--address", "http://chat.example.com", "https")]
    [InlineData("--address", "chat.example.com", "https")]
    [InlineData("--name", "", "--name")]
    [InlineData("--color", "blue", "--color")]
    [InlineData("--version", "1.0", "--version")]
    [InlineData("--privacy", "ftp://example.com/", "https")]
    [InlineData("--colour", "#102030", "Not understood")]
    [InlineData("--out", "/proc/nowhere/teams.zip", "--out")]
    public async Task What_Teams_would_not_take_is_said_and_nothing_is_written(string name, string value, string said)
    {
        (await Should.ThrowAsync<StartupException>(() => TeamsManifestCommand.RunAsync([.. Wanted, name, value]))).Message.ShouldContain(said);
        File.Exists(_file).ShouldBeFalse();
    }

    public void Dispose() => File.Delete(_file);

    private async Task<ZipArchive> PackAsync(params string[] more)
    {
        (await TeamsManifestCommand.RunAsync([.. Wanted, .. more])).ShouldBe(0);
        return await ZipFile.OpenReadAsync(_file);
    }

    private static JsonElement Manifest(ZipArchive zip) => JsonElement.Parse(Content(zip, "manifest.json"));

    private static byte[] Content(ZipArchive zip, string name)
    {
        using var content = new MemoryStream();
        using var entry = zip.GetEntry(name).ShouldNotBeNull().Open();
        entry.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Reads a square PNG of 8-bit RGBA without filters, which is what ours are.</summary>
    private static (int Size, byte[][] Pixels) Pixels(ZipArchive zip, string name)
    {
        var png = Content(zip, name);
        png[..8].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        using var packed = new MemoryStream();
        var header = Array.Empty<byte>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            var data = png.AsSpan(at + 8, length);
            if (type == "IHDR")
                header = data.ToArray();
            else if (type == "IDAT")
                packed.Write(data);
            at += length + 12;
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        (width, header[8], header[9]).ShouldBe((height, (byte)8, (byte)6));
        packed.Position = 0;
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress))
            zlib.CopyTo(rows);
        var stride = (width * 4) + 1;
        rows.Length.ShouldBe(stride * height);
        return (width, [.. rows.ToArray().Chunk(stride).SelectMany(row => row[0] == 0 ? row[1..].Chunk(4) : throw new ShouldAssertException("A filtered row."))]);
    }
}
