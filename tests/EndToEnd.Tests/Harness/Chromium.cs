using Microsoft.Playwright;

namespace EzSolutions.EndToEnd.Tests.Harness;

/// <summary>The machine's own Chromium; nothing is downloaded.</summary>
internal static class Chromium
{
    public const string Missing = "No Chromium here: install chromium or Google Chrome, or set EZ_CHROMIUM to its program file.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static string? Path { get; } = Find();

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Path ?? throw new InvalidOperationException(Missing),
        Args = Flags,
        Timeout = 120_000,
    });

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("EZ_CHROMIUM") is { Length: > 0 } chosen)
            return File.Exists(chosen) ? chosen : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Append("/usr/bin").SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
