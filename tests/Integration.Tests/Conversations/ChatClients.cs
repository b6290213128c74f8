using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.Application.Accounts.Sessions;

namespace EzSolutions.Integration.Tests.Conversations;

/// <summary>A visitor with a session, over REST and the hub.</summary>
internal sealed class Visitor
{
    private Visitor(ChatHost host, HttpClient http, JsonElement session)
    {
        Host = host;
        Http = http;
        Session = session;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public ChatHost Host { get; }

    public HttpClient Http { get; }

    public JsonElement Session { get; }

    public string Token => Session.GetProperty("token").GetString()!;

    public string ResumeToken => Session.GetProperty("resumeToken").GetString()!;

    public Guid ConversationId => Session.GetProperty("conversationId").GetGuid();

    public static Visitor Of(ChatHost host, HttpClient http, JsonElement session) => new(host, http, session);

    /// <summary>The same visitor through another node.</summary>
    public Visitor At(ChatHost other) => new(other, other.CreateClient(), Session);

    public Task<HttpResponseMessage> PostMessageAsync(string text, string? id = null) =>
        Http.PostAsJsonAsync("/api/v1/chat/messages", new { clientMessageId = id ?? Guid.CreateVersion7().ToString(), text });

    public async Task<long> SendAsync(string text, string? id = null)
    {
        var answer = await PostMessageAsync(text, id);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sequence").GetInt64();
    }

    public async Task<JsonElement[]> EntriesAsync(long after = 0, int wait = 0)
    {
        var page = await Http.GetFromJsonAsync<JsonElement>($"/api/v1/chat/entries?after={after}&wait={wait}&limit=200");
        return [.. page.GetProperty("entries").EnumerateArray()];
    }

    public Task<JsonElement> PageBeforeAsync(long before) => Http.GetFromJsonAsync<JsonElement>($"/api/v1/chat/entries?before={before}");

    public async Task<string[]> TextsAsync() => [.. (await EntriesAsync()).Select(e => $"{e.Author()}: {e.Text()}")];

    /// <summary>Reads until the log satisfies the condition.</summary>
    public Task<JsonElement[]> UntilAsync(Func<JsonElement[], bool> condition) => Eventually.HoldsAsync(() => EntriesAsync(), condition);

    public Task<HubClient> ConnectAsync() => HubClient.ConnectAsync(Host, "/hubs/chat", Token);
}

internal sealed class StaffClient(ChatHost host, HttpClient http, IssuedSession session)
{
    public HttpClient Http => http;

    public Guid SessionId => session.SessionId;

    public Guid StaffId => session.Subject.StaffId!.Value;

    public Task<HttpResponseMessage> PostAsync(Guid conversationId, string verb, object? body = null) =>
        http.PostAsJsonAsync($"/api/v1/console/conversations/{conversationId}/{verb}", body ?? new { });

    public Task<HttpResponseMessage> WriteAsync(Guid conversationId, string verb, string text) =>
        PostAsync(conversationId, verb, new { clientMessageId = Guid.CreateVersion7().ToString(), text });

    public async Task<JsonElement> GetAsync(string path) => await http.GetFromJsonAsync<JsonElement>($"/api/v1/console/{path}");

    public Task<HubClient> ConnectAsync() => HubClient.ConnectAsync(host, "/hubs/console", session.Token);
}

internal static class EntryJson
{
    public static string? Text(this JsonElement entry) => entry.TryGetProperty("text", out var text) ? text.GetString() : null;

    public static string Author(this JsonElement entry) => entry.GetProperty("author").GetProperty("kind").GetString()!;

    public static string Kind(this JsonElement entry) => entry.GetProperty("kind").GetString()!;

    public static long Sequence(this JsonElement entry) => entry.GetProperty("sequence").GetInt64();

    public static async Task<string> CodeAsync(this HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
}

internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static async Task<T> HoldsAsync<T>(Func<Task<T>> read, Func<T, bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var value = await read();
            if (condition(value))
                return value;
            limit.IsCancellationRequested.ShouldBeFalse($"Did not come true in time; last seen: {JsonSerializer.Serialize(value)}");
            await Task.Delay(50);
        }
    }
}
