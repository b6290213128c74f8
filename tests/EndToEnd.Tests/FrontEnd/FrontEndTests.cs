using System.Diagnostics;

namespace EzSolutions.EndToEnd.Tests.FrontEnd;

/// <summary>Runs the TypeScript tests and type checks, so that <c>dotnet test</c> covers the whole product.</summary>
public sealed class FrontEndTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    [Fact]
    public Task Front_end_tests_pass() => RunAsync("run", "test", "--workspaces", "--if-present");

    [Fact]
    public Task Front_end_types_are_sound() => RunAsync("run", "typecheck", "--workspaces", "--if-present");

    private static async Task RunAsync(params string[] arguments)
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var start = new ProcessStartInfo(npm, arguments)
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1", ["CI"] = "1" },
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        process.ExitCode.ShouldBe(0, $"npm {string.Join(' ', arguments)} failed:\n{await output}\n{await errors}");
    }
}
