using System.Globalization;
using EzSolutions.Sandbox.Postgres;
using Microsoft.Extensions.Logging.Console;

namespace EzSolutions.Sandbox.Hosting;

/// <summary>The sandbox as a process of its own, so that it lives on while the application is killed.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: sandbox [--port 5081] [--smtp-port 5025] [--data DIR] [--app http://127.0.0.1:5080] [--task-ms 1500] [--boot-ms 1500]
               sandbox postgres [--data DIR] [--port PORT]
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        // Standard output carries one line: where to find what was started.
        using var logging = LoggerFactory.Create(builder =>
        {
            builder.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        });
        using var ended = new CancellationTokenSource();
        using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal => Stop(signal, ended));
        using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, signal => Stop(signal, ended));
        try
        {
            var database = args is ["postgres", ..];
            var given = Parse(args.Skip(database ? 1 : 0).ToList());
            await (database ? RunDatabaseAsync(given, logging, ended.Token) : RunSandboxAsync(given, logging, ended.Token));
            return 0;
        }
        catch (Exception e) when (e is SandboxException or EmbeddedPostgresException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task RunSandboxAsync(Dictionary<string, string> given, ILoggerFactory logging, CancellationToken ct)
    {
        var defaults = new SandboxOptions
        {
            EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Development",
            DataDirectory = given.GetValueOrDefault("data") ?? Path.Combine(".data", "sandbox"),
            AppAddress = Uri.TryCreate(given.GetValueOrDefault("app") ?? "http://127.0.0.1:5080", UriKind.Absolute, out var app) ? app
                : throw new SandboxException("--app must be an address such as http://127.0.0.1:5080."),
        };
        var options = defaults with
        {
            Port = Number(given, "port", 5081),
            SmtpPort = Number(given, "smtp-port", 5025),
            TaskDuration = TimeSpan.FromMilliseconds(Number(given, "task-ms", (int)defaults.TaskDuration.TotalMilliseconds)),
            GuestBootTime = TimeSpan.FromMilliseconds(Number(given, "boot-ms", (int)defaults.GuestBootTime.TotalMilliseconds)),
            LoggerFactory = logging,
        };
        await using var host = await SandboxHost.StartAsync(options, ct);
        Console.WriteLine($"sandbox {host.BaseAddress} smtp {host.SmtpPort.ToString(CultureInfo.InvariantCulture)}");
        await UntilAsync(ct);
    }

    private static async Task RunDatabaseAsync(Dictionary<string, string> given, ILoggerFactory logging, CancellationToken ct)
    {
        var options = new EmbeddedPostgresOptions
        {
            DataDirectory = given.GetValueOrDefault("data") ?? Path.Combine(".data", "postgres"),
            Port = Number(given, "port", 0),
            Logger = logging.CreateLogger("PostgreSQL"),
        };
        await using var server = await EmbeddedPostgres.StartAsync(options, ct);
        Console.WriteLine(server.ConnectionString);
        await UntilAsync(ct);
    }

    private static async Task UntilAsync(CancellationToken ct)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = ct.Register(ended.SetResult);
        await ended.Task;
    }

    private static void Stop(System.Runtime.InteropServices.PosixSignalContext signal, CancellationTokenSource ended)
    {
        signal.Cancel = true;
        ended.Cancel();
    }

    private static Dictionary<string, string> Parse(List<string> args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Count)
                throw new SandboxException($"Not understood: {args[i]}\n{Usage}");
            given[args[i][2..]] = args[i + 1];
        }

        string[] known = ["port", "smtp-port", "data", "app", "task-ms", "boot-ms"];
        return given.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown ? throw new SandboxException($"Not understood: --{unknown}\n{Usage}") : given;
    }

    private static int Number(Dictionary<string, string> given, string name, int otherwise) =>
        !given.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 65_535 ? number
        : throw new SandboxException($"--{name} must be a number from 0 to 65535.");
}
