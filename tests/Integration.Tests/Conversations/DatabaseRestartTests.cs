namespace EzSolutions.Integration.Tests.Conversations;

/// <summary>Has a server of its own, because it crashes it.</summary>
public sealed class DatabaseRestartTests : IAsyncLifetime
{
    private readonly ChatServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task C06_A_turn_the_database_crashed_in_completes_after_the_restart_with_one_reply()
    {
        var dialogue = new ScriptedDialogue();
        await using var host = new ChatHost(await _server.NewDatabaseAsync(), dialogue);
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
        await _server.RestartAsync();
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
