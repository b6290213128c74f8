using EzSolutions.Sandbox.Postgres;

namespace EzSolutions.Integration.Tests.Conversations;

/// <summary>Has a server of its own, because it crashes it.</summary>
public sealed class DatabaseRestartTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ez-chat-").FullName;
    private EmbeddedPostgres? _server;

    public async Task InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherExecute);

        // Durable, as in production: a server that commits lazily may lose the last moment in a crash, and the test with it.
        _server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(_folder, "postgres"), Durable = true }, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task C06_A_turn_the_database_crashed_in_completes_after_the_restart_with_one_reply()
    {
        var dialogue = new ScriptedDialogue();
        await using var host = new ChatHost(_server!.ConnectionString, dialogue);
        var visitor = await host.VisitAsync();
        var thinking = new TaskCompletionSource();
        var crashed = new TaskCompletionSource();
        dialogue.Answer = async turn =>
        {
            thinking.TrySetResult();
            await crashed.Task;
            return await ScriptedDialogue.Echo(turn);
        };
        await visitor.SendAsync("Hello");
        await thinking.Task;
        await _server.RestartAsync(immediate: true, CancellationToken.None);
        crashed.SetResult();

        var log = await Eventually.HoldsAsync(() => ReadAsync(visitor), entries => entries.Length >= 3);
        log.ShouldBe(["Welcome!", "Hello", "You said: Hello"]);
        await visitor.SendAsync("Still there?");
        (await Eventually.HoldsAsync(() => ReadAsync(visitor), entries => entries.Length >= 5)).ShouldBe(
            ["Welcome!", "Hello", "You said: Hello", "Still there?", "You said: Still there?"]);
    }

    private static async Task<string?[]> ReadAsync(Visitor visitor)
    {
        try
        {
            return [.. (await visitor.EntriesAsync()).Select(e => e.Text())];
        }
        catch (HttpRequestException)
        {
            // The first reads after the restart may still meet broken connections.
            return [];
        }
    }
}
