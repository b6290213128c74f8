using System.Collections.Concurrent;
using System.Diagnostics;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>One of our programs as a process of its own, which can be killed at any moment.</summary>
internal sealed class ChildProgram : IDisposable
{
    private const int Remembered = 300;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProgram(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>The first line of its standard output.</summary>
    public Task<string> FirstLine => _firstLine.Task;

    /// <param name="name">Its assembly, which was built beside this one.</param>
    public static ChildProgram Start(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, name), .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        var child = new ChildProgram(new Process { StartInfo = start, EnableRaisingEvents = true });
        child._process.OutputDataReceived += (_, line) => child.Hear(line.Data, isOutput: true);
        child._process.ErrorDataReceived += (_, line) => child.Hear(line.Data, isOutput: false);
        child._process.Exited += (_, _) => child._firstLine.TrySetException(new InvalidOperationException($"{name} ended.\n{child.Transcript()}"));
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>As <c>kill -9</c>: nothing of it is told, nothing is written any more.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Its last lines, for the message of a failed run.</summary>
    public string Transcript() => string.Join('\n', _said);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Hear(string? line, bool isOutput)
    {
        if (line is null)
            return;
        if (isOutput)
            _firstLine.TrySetResult(line);
        _said.Enqueue(line);
        while (_said.Count > Remembered)
            _said.TryDequeue(out _);
    }
}
