using System.Globalization;
using System.Net;

namespace EzSolutions.EndToEnd.Tests.Harness;

/// <summary>The program in Development, as one command starts it: database, sandbox, shop, chat and console; ready to be used.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);

    private readonly ServerProcess _process;

    private RunningProgram(ServerProcess process, int port)
    {
        _process = process;
        Port = port;
        Http = new HttpClient { BaseAddress = Address };
    }

    public int Port { get; }

    public Uri Address => AddressOf(Port);

    public Uri SandboxAddress => AddressOf(Port + 1);

    public HttpClient Http { get; }

    /// <summary>Starts it and waits until it answers ready.</summary>
    public static async Task<RunningProgram> StartAsync(DataFolder data, params (string Name, string Value)[] more)
    {
        var port = Ports.FreeThree();
        var settings = Settings(data.Path, port);
        foreach (var (name, value) in more)
            settings[name] = value;
        var program = new RunningProgram(ServerProcess.Start(settings), port);
        try
        {
            await program.WaitUntilReadyAsync();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    public static Dictionary<string, string> Settings(string dataFolder, int port) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = AddressOf(port).ToString(),
        ["EZ_DATA_DIR"] = dataFolder,
        ["DOTNET_NOLOGO"] = "1",
        // One address plays everybody here.
        ["RateLimits__AnonymousPerHour"] = "100000",
        ["RateLimits__SignedInPerHour"] = "100000",
        ["RateLimits__BurstPerSecond"] = "1000",
        ["RateLimits__SignInPer15Minutes"] = "1000",
    };

    public string Transcript() => _process.Transcript();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private static Uri AddressOf(int port) => new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");

    private async Task WaitUntilReadyAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (!_process.HasExited && !limit.IsCancellationRequested)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("health/ready", UriKind.Relative), limit.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, CancellationToken.None);
        }

        throw new InvalidOperationException($"The program did not become ready. It said:\n{_process.Transcript()}");
    }
}
