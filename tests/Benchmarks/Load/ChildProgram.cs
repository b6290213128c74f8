using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EzSolutions.Benchmarks.Load;

/// <summary>A program under test, in a process of its own, listening on a free port.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly TextWriter _log;

    private ChildProgram(Process process, Uri address, TextWriter log)
    {
        _process = process;
        Address = address;
        _log = log;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process to its first successful answer.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>What it holds of the machine's memory now.</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="assembly">A built program beside this one.</param>
    /// <param name="path">What must answer with success before it counts as started.</param>
    public static async Task<ChildProgram> StartAsync(
        string assembly, string[] args, IReadOnlyDictionary<string, string> environment, string workingDirectory, string logFile, string path)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. args])
        {
            WorkingDirectory = workingDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        info.Environment["ASPNETCORE_URLS"] = address.ToString();

        var log = TextWriter.Synchronized(new StreamWriter(logFile, append: true) { AutoFlush = true });
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(info) ?? throw new InvalidOperationException($"{assembly} did not start.");
        process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var child = new ChildProgram(process, address, log);
        try
        {
            await child.AnswersAsync(path, logFile);
            child.StartedIn = Stopwatch.GetElapsedTime(started);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Asks it to stop, as a service manager would; it then stops what it started itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            if (OperatingSystem.IsWindows())
                _process.Kill(entireProcessTree: true);
            else
                using (Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
                    await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(30)));
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private async Task AnswersAsync(string path, string logFile)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < StartLimit)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The program ended with {_process.ExitCode}: {await File.ReadAllTextAsync(logFile)}");
            try
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(20);
        }
        throw new TimeoutException($"{Address}{path} did not answer with 200: {await File.ReadAllTextAsync(logFile)}");
    }
}
