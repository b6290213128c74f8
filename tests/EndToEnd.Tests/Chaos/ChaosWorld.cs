using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EzSolutions.Sandbox.Postgres;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>Database, outside world and application as processes of their own; the first two live on while the application is killed.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);

    private readonly string _folder;
    private readonly EmbeddedPostgres _postgres;
    private readonly ChildProgram _sandbox;
    private readonly int _smtpPort;
    private ChildProgram? _app;

    private ChaosWorld(string folder, EmbeddedPostgres postgres, ChildProgram sandbox, Uri app, string sandboxSaid)
    {
        (_folder, _postgres, _sandbox, App) = (folder, postgres, sandbox, app);
        // "sandbox http://127.0.0.1:5081/ smtp 5082"
        var words = sandboxSaid.Split(' ');
        Sandbox = new Uri(words[1]);
        _smtpPort = int.Parse(words[3], CultureInfo.InvariantCulture);
    }

    public Uri App { get; }

    public Uri Sandbox { get; }

    public string ConnectionString => _postgres.ConnectionString;

    public static async Task<ChaosWorld> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ez-chaos-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // Run by root, the database server belongs to another account, which must be able to walk in.
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);
        }

        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder, "postgres") }, CancellationToken.None);
        var app = new Uri($"http://127.0.0.1:{FreePort()}/");
        string[] arguments =
        [
            "--port", "0", "--smtp-port", "0", "--data", Path.Combine(folder, "sandbox"), "--app", app.AbsoluteUri, "--task-ms", "700", "--boot-ms", "700",
        ];
        var sandbox = ChildProgram.Start("EzSolutions.Sandbox.dll", arguments, new Dictionary<string, string>(StringComparer.Ordinal));
        return new ChaosWorld(folder, postgres, sandbox, app, await sandbox.FirstLine);
    }

    /// <summary>Starts the application and waits until it is ready.</summary>
    public async Task StartAppAsync(CancellationToken ct)
    {
        _app?.Dispose();
        _app = ChildProgram.Start("EzSolutions.WebApi.dll", [], Settings());
        await WaitUntilReadyAsync(ct);
    }

    public Task KillAppAsync() => _app!.KillAsync();

    /// <summary>Crashes the database server and starts it again; the application has to live through it.</summary>
    public Task CrashDatabaseAsync(CancellationToken ct) => _postgres.RestartAsync(immediate: true, ct);

    public async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = App, Timeout = TimeSpan.FromSeconds(10) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(StartLimit);
        while (!_app!.HasExited && !limit.IsCancellationRequested)
        {
            if (await IsReadyAsync(http, limit.Token))
                return;
            await Task.Delay(100, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        throw new ChaosException($"The application {(_app.HasExited ? "ended by itself" : "did not become ready")}.\n{Transcript()}");
    }

    /// <summary>What the application that runs now, or ran last, has said.</summary>
    public string Transcript() => _app?.Transcript() ?? "";

    public async ValueTask DisposeAsync()
    {
        _app?.Dispose();
        _sandbox.Dispose();
        await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("health/ready", UriKind.Relative), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = App.AbsoluteUri,
        ["EZ_DATA_DIR"] = Path.Combine(_folder, "app"),
        ["ConnectionStrings__Default"] = _postgres.ConnectionString,
        ["Sandbox__Enabled"] = "false",
        ["Email__Host"] = "127.0.0.1",
        ["Email__Port"] = _smtpPort.ToString(CultureInfo.InvariantCulture),
        ["Email__UseTls"] = "false",
        ["Email__From"] = "hello@demo.example",
        ["Billing__Stripe__BaseAddress"] = new Uri(Sandbox, "stripe/").AbsoluteUri,
        ["Billing__Stripe__SecretKey"] = "sk_test_sandbox",
        ["Billing__Stripe__WebhookSecret"] = "whsec_sandbox",
        ["Provisioning__Proxmox__BaseAddress"] = new Uri(Sandbox, "proxmox/").AbsoluteUri,
        ["Provisioning__Proxmox__TokenId"] = Outside.ProxmoxTokenId,
        ["Provisioning__Proxmox__TokenSecret"] = Outside.ProxmoxTokenSecret,
        ["Provisioning__Proxmox__Cluster"] = "sandbox",
        ["Provisioning__Proxmox__Template"] = "9000",
        ["Provisioning__Proxmox__Nodes__0"] = "pve1",
        ["Provisioning__Proxmox__Nodes__1"] = "pve2",
        // Patience in the small, so that a run of many deaths stays short.
        ["Provisioning__Lease"] = "00:00:06",
        ["Provisioning__Poll"] = "00:00:00.2",
        ["Provisioning__RetryFrom"] = "00:00:00.5",
        ["Provisioning__HoldFor"] = "00:00:05",
        ["Provisioning__ReconcileEvery"] = "00:00:05",
        ["Jobs__FirstRetry"] = "00:00:01",
        ["Conversations__SweepEvery"] = "00:00:02",
        ["Conversations__MessagesPerMinute"] = "10000",
        ["Conversations__OpenPerAddress"] = "1000",
        ["RateLimits__AnonymousPerHour"] = "100000",
        ["RateLimits__SignedInPerHour"] = "100000",
        ["RateLimits__BurstPerSecond"] = "1000",
        ["RateLimits__SignInPer15Minutes"] = "1000",
    };

    /// <summary>Below the range that the system hands out by itself, so that no outgoing connection takes it while the application is down.</summary>
    private static int FreePort()
    {
        for (var port = 21_000 + (Environment.ProcessId % 5_000); port < 31_000; port++)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }

        throw new ChaosException("There is no free port.");
    }
}
