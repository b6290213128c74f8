using EzSolutions.EndToEnd.Tests.FrontEnd;
using EzSolutions.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>A story in real browsers against the real program, started for it alone.</summary>
public abstract class BrowserStory(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private RunningProgram? _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal RunningProgram Program => _program.ShouldNotBeNull();

    internal Outside Outside => new(Program.SandboxAddress);

    /// <summary>Settings of this story's own.</summary>
    protected virtual (string Name, string Value)[] Settings => [];

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            throw new InvalidOperationException(Chromium.Missing);
        File.Exists(Path.Combine(Repository.Root, "src", "WebApi", "wwwroot", "widget", "loader.js"))
            .ShouldBeTrue("The front ends are not built: run dotnet build without EZ_SKIP_FRONTENDS and SkipFrontEnds.");
        _program = await RunningProgram.StartAsync(_data, Settings);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        SetDefaultExpectTimeout(60_000);
    }

    public async Task DisposeAsync()
    {
        await TellWhatWasSaidAsync();
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>A browser of their own: nothing shared with anybody else's.</summary>
    protected async Task<IPage> NewPersonAsync()
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = Pictures.Desk,
            DeviceScaleFactor = Pictures.Wanted ? 2 : 1,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    /// <summary>For a failure's sake: what stood in every open chat or console, and what the program printed.</summary>
    private async Task TellWhatWasSaidAsync()
    {
        foreach (var page in _browser?.Contexts.SelectMany(c => c.Pages) ?? [])
        {
            foreach (var frame in page.Frames)
                output.WriteLine($"--- {frame.Url}\n{await frame.Locator("body").InnerTextAsync()}");
        }

        output.WriteLine(_program?.Transcript() ?? "The program did not start.");
    }
}
