using EzSolutions.Sandbox;

namespace EzSolutions.Contract.Tests.Sandbox;

public sealed class SandboxHostTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("production")]
    public async Task It_refuses_to_start_in_Production(string environment)
    {
        using var folder = new TemporaryFolder();
        var error = await Should.ThrowAsync<SandboxException>(() => StartAsync(environment, folder.Path, 0));
        error.Message.ShouldContain("does not run in Production");
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_sentence()
    {
        using var folder = new TemporaryFolder();
        await using var first = await StartAsync("Development", Path.Combine(folder.Path, "a"), 0);
        var error = await Should.ThrowAsync<SandboxException>(() => StartAsync("Development", Path.Combine(folder.Path, "b"), first.BaseAddress.Port));
        error.Message.ShouldContain($"cannot listen on port {first.BaseAddress.Port}");
    }

    [Fact]
    public async Task A_request_for_another_host_name_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync("Development", folder.Path, 0);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, host.BaseAddress);
        request.Headers.Host = "evil.example";
        using var response = await client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(403);
    }

    private static Task<SandboxHost> StartAsync(string environment, string folder, int port) => SandboxHost.StartAsync(
        new SandboxOptions { EnvironmentName = environment, DataDirectory = folder, Port = port, AppAddress = new Uri("http://127.0.0.1:9") }, default);
}
