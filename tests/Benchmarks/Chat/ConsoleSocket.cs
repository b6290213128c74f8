using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace EzSolutions.Benchmarks.Chat;

/// <summary>A colleague's end of the console hub: watches conversations and notes when what customers wrote came in.</summary>
internal sealed class ConsoleSocket : HubSocket
{
    /// <summary>As many as one connection may watch.</summary>
    public const int MostWatched = 50;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _calls = new(StringComparer.Ordinal);

    /// <summary>When each message was pushed, by its text; a message that came twice is counted in <see cref="Twice"/>.</summary>
    public ConcurrentDictionary<string, long> Heard { get; } = new(StringComparer.Ordinal);

    public int Twice { get; private set; }

    public static async Task<CookieContainer> SignInAsync(Uri server)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = server };
        using var answer = await http.PostAsJsonAsync("/api/v1/auth/staff/sign-in", new { email = "sam@demo.example", password = "demo-password-1" });
        answer.EnsureSuccessStatusCode();
        return cookies;
    }

    public static async Task<ConsoleSocket> ConnectAsync(Uri server, CookieContainer cookies, IEnumerable<Guid> conversations)
    {
        var client = new ConsoleSocket();
        await client.ConnectAsync(server, "/hubs/console", null, cookies);
        foreach (var conversation in conversations)
        {
            var answered = client._calls[$"{conversation}"] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await client.CallAsync($"{conversation}", "Watch", conversation);
            await answered.Task.WaitAsync(TimeSpan.FromSeconds(15));
        }
        return client;
    }

    protected override void Read(JsonElement message)
    {
        if (PushedEntry(message) is { } entry)
        {
            if (AuthorOf(entry) == "customer" && !Heard.TryAdd(entry.GetProperty("text").GetString()!, Stopwatch.GetTimestamp()))
                Twice++;
        }
        else if (Answered(message) is { } call && _calls.TryRemove(call, out var waiting))
        {
            waiting.SetResult();
        }
    }

    protected override void Ended(Exception? why)
    {
        foreach (var waiting in _calls.Values)
            waiting.TrySetException(why ?? new InvalidOperationException("The console's connection was closed."));
    }
}
