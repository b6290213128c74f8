using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EzSolutions.EndToEnd.Tests.FrontEnd;

namespace EzSolutions.EndToEnd.Tests.Harness;

/// <summary>The built server as a process of its own, with nothing but the given settings in its environment.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan ExitLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private ServerProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public IReadOnlyList<string> Output => [.. _output];

    public IReadOnlyList<string> Errors => [.. _errors];

    public static ServerProcess Start(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramFile()])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "src", "WebApi"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var server = new ServerProcess(new Process { StartInfo = start });
        server._process.OutputDataReceived += (_, line) => Keep(server._output, line.Data);
        server._process.ErrorDataReceived += (_, line) => Keep(server._errors, line.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <returns>The exit code, once it has ended by itself.</returns>
    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(ExitLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop, as Ctrl+C or a service manager does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited)
            return;
        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
        }
        else
        {
            using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await signal.WaitForExitAsync();
        }

        await WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>What it printed, for the message of a failed test.</summary>
    public string Transcript() => string.Join('\n', [.. _output.TakeLast(60), .. _errors]);

    private static bool IsSetting(string name) =>
        name.StartsWith("EZ_DATA", StringComparison.Ordinal) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.Ordinal) || name.Contains("__", StringComparison.Ordinal);

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }

    /// <summary>The server's own build output, of the configuration that these tests were built in.</summary>
    private static string ProgramFile()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.Combine(Repository.Root, "src", "WebApi", "bin", here.Parent!.Name, here.Name, "EzSolutions.WebApi.dll");
        return File.Exists(file) ? file : throw new InvalidOperationException($"The server is not built: there is no {file}. Run dotnet build first.");
    }
}
