using EzSolutions.WebApi.Hosting;

namespace EzSolutions.WebApi.Conversations.TeamsManifest;

/// <summary>Writes the app package that is uploaded to Teams; needs neither database nor settings.</summary>
internal static class TeamsManifestCommand
{
    public const string Name = "teams-manifest";

    private const string Usage = """
        usage: teams-manifest --app-id GUID --address https://chat.example.com --name "Nimbus Hosting" [--privacy URL] [--terms URL] [--color #3454d1] [--version 1.0.0] [--read-receipts yes] [--out teams-app.zip]
        """;

    private static readonly string[] Known = ["app-id", "address", "name", "privacy", "terms", "color", "version", "read-receipts", "out"];

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var given = Parse(args);
        var app = new TeamsApp(
            Guid.TryParse(given.GetValueOrDefault("app-id"), out var id) ? id : throw Wrong("--app-id must be the bot's Microsoft App ID, a GUID."),
            Address(given, "address") ?? throw Wrong("--address is missing: the https address of this installation."),
            given.GetValueOrDefault("name") is { Length: > 0 } name ? name : throw Wrong("--name is missing: what people will see in Teams."),
            Address(given, "privacy"), Address(given, "terms"),
            given.GetValueOrDefault("color") is not { } color ? Rgb.Default : Rgb.Parse(color) ?? throw Wrong("--color must look like #3454d1."),
            Version.TryParse(given.GetValueOrDefault("version", "1.0.0"), out var version) && version is { Build: >= 0, Revision: < 0 } ? version : throw Wrong("--version must look like 1.0.0."),
            given.GetValueOrDefault("read-receipts", "no") switch { "yes" => true, "no" => false, _ => throw Wrong("--read-receipts is yes or no.") });
        var path = Path.GetFullPath(given.GetValueOrDefault("out", "teams-app.zip"));
        try
        {
            await File.WriteAllBytesAsync(path, TeamsPackage.Create(app));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The package cannot be written to {path} ({exception.Message}); choose another file with --out.");
        }

        Console.WriteLine(path);
        return 0;
    }

    private static Dictionary<string, string> Parse(IReadOnlyList<string> args)
    {
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || !Known.Contains(args[i][2..], StringComparer.Ordinal) || i + 1 == args.Count)
                throw Wrong($"Not understood: {args[i]}");
            given[args[i][2..]] = args[i + 1];
        }

        return given;
    }

    private static Uri? Address(Dictionary<string, string> given, string name) => !given.TryGetValue(name, out var text) ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address
        : throw Wrong($"--{name} must be an https address: Teams takes no other.");

    private static StartupException Wrong(string why) => new($"{why}{Environment.NewLine}{Usage}");
}
