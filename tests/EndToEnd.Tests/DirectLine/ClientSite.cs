using System.Diagnostics;
using EzSolutions.EndToEnd.Tests.FrontEnd;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EzSolutions.EndToEnd.Tests.DirectLine;

/// <summary>Somebody's website, on an origin of its own, with the official clients as npm has them.</summary>
internal sealed class ClientSite : IAsyncDisposable
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(8);
    internal static readonly string Folder = Path.Combine(Repository.Root, "tests", "EndToEnd.Tests", "DirectLine", "clients");

    private static readonly Dictionary<string, (string File, string Type)> Files = new(StringComparer.Ordinal)
    {
        ["/"] = ("page.html", "text/html"),
        ["/page.js"] = ("page.js", "text/javascript"),
        ["/lib/directline.js"] = ("node_modules/botframework-directlinejs/dist/directline.js", "text/javascript"),
        ["/lib/webchat.js"] = ("node_modules/botframework-webchat/dist/webchat.js", "text/javascript"),
    };

    private readonly WebApplication _site;

    private ClientSite(WebApplication site) => _site = site;

    public Uri Address => new(_site.Urls.Single());

    /// <summary>As a browser names it.</summary>
    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    public static async Task<ClientSite> OpenAsync()
    {
        await InstallAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        foreach (var (path, (file, type)) in Files)
            site.MapGet(path, () => Results.File(Path.Combine(Folder, file), type));
        await site.StartAsync();
        return new ClientSite(site);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>Once, and again when other versions are asked for.</summary>
    internal static async Task InstallAsync()
    {
        var (wanted, installed) = (Path.Combine(Folder, "package-lock.json"), Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(wanted))
            return;
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        using var limit = new CancellationTokenSource(InstallLimit);
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        process.ExitCode.ShouldBe(0, string.Join('\n', await said));
    }
}
