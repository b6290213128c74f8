using EzSolutions.EndToEnd.Tests.FrontEnd;
using Microsoft.Playwright;

namespace EzSolutions.EndToEnd.Tests.Story;

/// <summary>The README's pictures, taken while the story is played. With <c>EZ_SCREENSHOTS=1</c> they replace those in docs/images.</summary>
internal static class Pictures
{
    public static readonly ViewportSize Desk = new() { Width = 1280, Height = 800 };

    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    public static bool Wanted { get; } = Environment.GetEnvironmentVariable("EZ_SCREENSHOTS") == "1";

    public static async Task TakeAsync(IPage page, string name)
    {
        if (!Wanted)
            return;
        await page.Mouse.MoveAsync(0, 0);

        // Fonts, pictures and movements have come to rest.
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.EvaluateAsync("() => Promise.all([document.fonts.ready, ...document.getAnimations().map(a => a.finished.catch(() => 0))].slice(0, 50).map(p => Promise.race([p, new Promise(r => setTimeout(r, 600))])))");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "docs", "images", $"{name}.png"), Caret = ScreenshotCaret.Hide });
    }

    /// <summary>The same page as it looks on a phone.</summary>
    public static async Task TakeOnPhoneAsync(IPage page, string name)
    {
        if (!Wanted)
            return;
        await page.SetViewportSizeAsync(Phone.Width, Phone.Height);
        await TakeAsync(page, name);
        await page.SetViewportSizeAsync(Desk.Width, Desk.Height);
    }
}
