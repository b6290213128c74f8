using System.Net.Http.Json;
using EzSolutions.EndToEnd.Tests.Harness;
using EzSolutions.Sandbox;
using EzSolutions.WebApi.Hosting;

namespace EzSolutions.EndToEnd.Tests.TwoNodes;

/// <summary>Two processes on one database: what comes in by one is pushed to the readers of the other.</summary>
[Collection(WholeProgram.Name)]
public sealed class TwoNodesTests : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private RunningProgram? _first;
    private RunningProgram? _second;

    private RunningProgram First => _first.ShouldNotBeNull();

    private RunningProgram Second => _second.ShouldNotBeNull();

    public async Task InitializeAsync()
    {
        _first = await RunningProgram.StartAsync(_data);
        var outside = SandboxSettings.For(
            new SandboxOptions { EnvironmentName = "Development", DataDirectory = _data.Path, AppAddress = _first.Address }, _first.SandboxAddress, _first.Port + 2);

        // The same data folder means the same database server; the sandbox is the first node's.
        _second = await RunningProgram.StartAsync(
            _data, [("Sandbox__Enabled", "false"), .. outside.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value!))]);
    }

    public async Task DisposeAsync()
    {
        if (_second is not null)
            await _second.DisposeAsync();
        if (_first is not null)
            await _first.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Message_sent_through_one_node_reaches_chat_and_console_on_the_other()
    {
        using var visitor = await ChatVisitor.OpenAsync(First.Address);
        await using var chat = await LiveSocket.OpenAsync(Second.Address, "hubs/chat", visitor.Known.Token);
        var signIn = new { email = "sam@demo.example", password = "demo-password-1" };
        using var signedIn = await Second.Http.PostAsJsonAsync(new Uri("api/v1/auth/staff/sign-in", UriKind.Relative), signIn);
        signedIn.EnsureSuccessStatusCode();
        Second.Http.DefaultRequestHeaders.Add("X-EZ-CSRF", "1");

        await visitor.SayAsync("I want to talk to a human about 40 servers");

        // Pushed, not asked for: nobody reads from the second node here.
        await chat.HearAsync("I want to talk to a human about 40 servers");
        await chat.HearAsync("Passed to our staff");
        var log = await Second.Http.GetStringAsync(new Uri($"api/v1/console/conversations/{visitor.Known.ConversationId}/entries", UriKind.Relative));
        log.ShouldContain("about 40 servers");

        await PostAsync($"api/v1/console/conversations/{visitor.Known.ConversationId}/take-over", null);
        await PostAsync(
            $"api/v1/console/conversations/{visitor.Known.ConversationId}/messages",
            new { clientMessageId = Guid.CreateVersion7().ToString(), text = "Sam here, on the other node." });
        (await visitor.HearAsync("Sam here, on the other node.")).Author.Kind.ShouldBe("staff");
    }

    private async Task PostAsync(string path, object? body)
    {
        using var answer = await Second.Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }
}
