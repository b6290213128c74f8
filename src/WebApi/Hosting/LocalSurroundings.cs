using System.Security.Cryptography;
using EzSolutions.Sandbox;
using EzSolutions.Sandbox.Postgres;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Abstractions;

namespace EzSolutions.WebApi.Hosting;

/// <summary>
/// What a developer's machine lacks, started with the program: a PostgreSQL server when no connection string is set, and the sandbox for the outside
/// services. Never in Production. Its settings are the weakest: whatever is configured wins.
/// </summary>
internal sealed class LocalSurroundings : IAsyncDisposable
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    private readonly List<IAsyncDisposable> _started = [];

    private LocalSurroundings(Uri address, string connectionString)
    {
        Address = address;
        ConnectionString = connectionString;
    }

    /// <summary>Where this node listens; its first address.</summary>
    public Uri Address { get; }

    public string ConnectionString { get; private set; }

    /// <summary>Null when there is none.</summary>
    public Uri? SandboxAddress { get; private set; }

    public static async Task<LocalSurroundings> StartAsync(WebApplicationBuilder builder, CancellationToken ct)
    {
        var surroundings = new LocalSurroundings(ChooseAddress(builder), builder.Configuration.GetConnectionString("Default") ?? string.Empty);
        Prefer(builder, new() { ["Public:BaseAddress"] = surroundings.Address.ToString() });
        if (builder.Environment.IsDevelopment())
        {
            await surroundings.StartServicesAsync(builder, ct);
        }

        return surroundings.ConnectionString.Length > 0
            ? surroundings
            : throw new StartupException("No database: set ConnectionStrings__Default to a PostgreSQL 15 (or newer) connection string.");
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = _started.Count - 1; i >= 0; i--)
        {
            await _started[i].DisposeAsync();
        }
    }

    private static Uri ChooseAddress(WebApplicationBuilder builder)
    {
        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        if (string.IsNullOrWhiteSpace(urls))
        {
            urls = DefaultAddress;
            builder.WebHost.UseUrls(urls);
        }

        var first = urls.Split(';')[0].Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal);
        return Uri.TryCreate(first, UriKind.Absolute, out var address)
            ? address
            : throw new StartupException($"ASPNETCORE_URLS is not an address: '{urls}'. Example: http://127.0.0.1:5080");
    }

    /// <summary>Adds settings below everything that is configured.</summary>
    private static void Prefer(WebApplicationBuilder builder, Dictionary<string, string?> settings) =>
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = settings });

    private async Task StartServicesAsync(WebApplicationBuilder builder, CancellationToken ct)
    {
        var folder = DataDirectory.For(builder);
        Prefer(builder, new() { ["Secrets:Keys:1"] = await DevelopmentKeyAsync(folder, ct) });
        if (ConnectionString.Length == 0)
        {
            var postgres = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder, "postgres"), Logger = NullLogger.Instance }, ct);
            _started.Add(postgres);
            ConnectionString = postgres.ConnectionString;
        }

        if (builder.Configuration.GetValue("Sandbox:Enabled", true))
        {
            await StartSandboxAsync(builder, Path.Combine(folder, "sandbox"), ct);
        }
    }

    private async Task StartSandboxAsync(WebApplicationBuilder builder, string folder, CancellationToken ct)
    {
        var options = new SandboxOptions
        {
            EnvironmentName = builder.Environment.EnvironmentName,
            AppAddress = Address,
            DataDirectory = folder,
            Port = builder.Configuration.GetValue("Sandbox:Port", Address.Port + 1),
            SmtpPort = builder.Configuration.GetValue("Sandbox:SmtpPort", Address.Port + 2),
        };
        var sandbox = await SandboxHost.StartAsync(options, ct);
        _started.Add(sandbox);
        SandboxAddress = sandbox.BaseAddress;
        Prefer(builder, SandboxSettings.For(options, sandbox.BaseAddress, sandbox.SmtpPort));
    }

    /// <summary>A key of this machine's own, made once, so that what was sealed opens after a restart.</summary>
    private static async Task<string> DevelopmentKeyAsync(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, "secret-key");
        if (!File.Exists(path))
        {
            await File.WriteAllTextAsync(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ct);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return (await File.ReadAllTextAsync(path, ct)).Trim();
    }
}

/// <summary>The program cannot start; the message is one clear line with the cure.</summary>
internal sealed class StartupException(string message) : Exception(message);
