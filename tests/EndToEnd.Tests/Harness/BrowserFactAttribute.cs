namespace EzSolutions.EndToEnd.Tests.Harness;

/// <summary>A test that needs Chromium. Without one it is skipped and says why; with <c>EZ_REQUIRE_BROWSER=1</c> it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null && Environment.GetEnvironmentVariable("EZ_REQUIRE_BROWSER") != "1")
            Skip = Chromium.Missing;
    }
}
