using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox;

namespace EzSolutions.Contract.Tests.Sandbox;

/// <summary>A sandbox of its own on free ports, with clients that authenticate as the real adapters do.</summary>
public sealed class SandboxFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SandboxHost? _host;

    public SandboxHost Host => _host!;

    public string Folder => _folder.Path;

    public Uri AppAddress { get; set; } = new("http://127.0.0.1:9");

    public HttpClient Stripe { get; private set; } = new();

    public HttpClient Proxmox { get; private set; } = new();

    public HttpClient Plain { get; private set; } = new();

    public Task InitializeAsync() => StartAsync();

    public async Task StartAsync()
    {
        _host = await SandboxHost.StartAsync(
            new SandboxOptions
            {
                EnvironmentName = "Development",
                DataDirectory = _folder.Path,
                AppAddress = AppAddress,
                TaskDuration = TimeSpan.FromMilliseconds(150),
                GuestBootTime = TimeSpan.FromMilliseconds(150),
                WebhookRetry = TimeSpan.FromMilliseconds(20),
            },
            CancellationToken.None);
        Stripe = new HttpClient { BaseAddress = new Uri(_host.BaseAddress, "/stripe/") };
        Stripe.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_sandbox");
        Proxmox = new HttpClient { BaseAddress = new Uri(_host.BaseAddress, "/proxmox/api2/json/") };
        Proxmox.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "PVEAPIToken=ez@pve!automation=5b1c0000-sandbox-0000-0000-000000000001");
        Plain = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _host.BaseAddress };
    }

    public async Task RestartAsync()
    {
        await Host.DisposeAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        Stripe.Dispose();
        Proxmox.Dispose();
        Plain.Dispose();
        await Host.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    public Task FaultAsync(string json) => PostJsonAsync("/faults", json);

    public async Task PostJsonAsync(string path, string json)
    {
        using var response = await Plain.PostAsync(path, new StringContent(json));
        response.EnsureSuccessStatusCode();
    }

    public async Task<JsonNode> EffectsAsync() => JsonNode.Parse(await Plain.GetStringAsync("/effects"))!;
}
