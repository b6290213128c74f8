using EzSolutions.EndToEnd.Tests.Harness;

namespace EzSolutions.EndToEnd.Tests.DirectLine;

/// <summary>A test that needs Chromium and npm. Without one it is skipped and says why; with <c>EZ_REQUIRE_BROWSER=1</c> it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : FactAttribute
{
    public ClientFactAttribute() => Skip = Missing;

    /// <summary>What such a test lacks here; null when it can run, or must.</summary>
    public static string? Missing { get; } = Environment.GetEnvironmentVariable("EZ_REQUIRE_BROWSER") == "1" ? null
        : Chromium.Path is null ? Chromium.Missing
        : HasNpm() ? null
        : "No npm here: install Node.js, with which the official Direct Line clients are fetched.";

    private static bool HasNpm() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")));
}
