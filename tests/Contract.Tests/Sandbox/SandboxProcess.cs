using System.Diagnostics;

namespace EzSolutions.Contract.Tests.Sandbox;

/// <summary>The sandbox as a process of its own, which can be killed.</summary>
internal sealed class SandboxProcess : IDisposable
{
    private readonly Process _process;

    private SandboxProcess(Process process, string said) => (_process, Said) = (process, said);

    /// <summary>Its one line of output.</summary>
    public string Said { get; }

    public static async Task<SandboxProcess> StartAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "EzSolutions.Sandbox.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadLineAsync();
        return new SandboxProcess(process, said ?? throw new InvalidOperationException(await errors));
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
