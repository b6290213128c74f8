using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EzSolutions.WebApi.Conversations.TeamsManifest;

/// <summary>What the package says about this installation.</summary>
/// <param name="ReadReceipts">Asks, when it is installed, to be told what was read; not every tenant lets its people say yes.</param>
internal sealed record TeamsApp(Guid AppId, Uri Address, string Name, Uri? Privacy, Uri? Terms, Rgb Color, Version Version, bool ReadReceipts = false);

/// <summary>The zip that Teams takes: manifest and two icons, by the app manifest's schema 1.19.</summary>
internal static class TeamsPackage
{
    public const string Schema = "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json";

    private const int LongestShortName = 30;
    private const int LongestFullName = 100;
    private const int ColorIcon = 192;
    private const int OutlineIcon = 32;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Title, string Description)[] Commands =
    [
        ("Show plans", "What can be ordered, with prices"),
        ("My services", "Your servers and how they are"),
        ("My invoices", "What is open and what was paid"),
        ("Talk to a person", "Passes you on to our staff"),
    ];

    public static byte[] Create(TeamsApp app)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "manifest.json", JsonSerializer.SerializeToUtf8Bytes(Manifest(app), Json));
            Add(archive, "color.png", SpeechBubble.Draw(ColorIcon, background: app.Color, ink: Rgb.White));
            Add(archive, "outline.png", SpeechBubble.Draw(OutlineIcon, background: null, ink: Rgb.White));
        }

        return zip.ToArray();
    }

    public static JsonObject Manifest(TeamsApp app)
    {
        var manifest = Basics(app);
        if (app.ReadReceipts)
        {
            manifest["webApplicationInfo"] = new JsonObject { ["id"] = app.AppId.ToString(), ["resource"] = app.Address.AbsoluteUri };
            manifest["authorization"] = new JsonObject
            {
                ["permissions"] = new JsonObject
                {
                    ["resourceSpecific"] = new JsonArray(new JsonObject { ["name"] = "ChatMessageReadReceipt.Read.Chat", ["type"] = "Application" }),
                },
            };
        }

        return manifest;
    }

    private static JsonObject Basics(TeamsApp app) => new()
    {
        ["$schema"] = Schema,
        ["manifestVersion"] = "1.19",
        ["version"] = app.Version.ToString(),
        ["id"] = app.AppId.ToString(),
        ["developer"] = new JsonObject
        {
            ["name"] = Cut(app.Name, 32),
            ["websiteUrl"] = app.Address.AbsoluteUri,
            ["privacyUrl"] = (app.Privacy ?? new Uri(app.Address, "privacy")).AbsoluteUri,
            ["termsOfUseUrl"] = (app.Terms ?? new Uri(app.Address, "terms")).AbsoluteUri,
        },
        ["name"] = new JsonObject { ["short"] = Cut(app.Name, LongestShortName), ["full"] = Cut(app.Name, LongestFullName) },
        ["description"] = new JsonObject
        {
            ["short"] = "Hosting by conversation: order, pay, manage and get help.",
            ["full"] = "Order servers, pay invoices, manage your services and get help from a person, all by chatting. Personal data is shown in the private chat only.",
        },
        ["icons"] = new JsonObject { ["color"] = "color.png", ["outline"] = "outline.png" },
        ["accentColor"] = app.Color.ToString(),
        ["bots"] = new JsonArray(new JsonObject
        {
            ["botId"] = app.AppId.ToString(),
            ["scopes"] = new JsonArray("personal", "team", "groupChat"),
            ["supportsFiles"] = true,
            ["isNotificationOnly"] = false,
            ["commandLists"] = new JsonArray(new JsonObject
            {
                ["scopes"] = new JsonArray("personal"),
                ["commands"] = new JsonArray([.. Commands.Select(c => (JsonNode)new JsonObject { ["title"] = c.Title, ["description"] = c.Description })]),
            }),
        }),
        ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
        ["validDomains"] = new JsonArray(app.Address.Host),
    };

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most].TrimEnd();

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
        entry.Write(content);
    }
}
