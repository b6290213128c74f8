using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;

namespace EzSolutions.Benchmarks.Chat;

/// <summary>A visitor's end of the chat hub.</summary>
internal sealed class ChatSocket : HubSocket
{
    private const string Joined = "joined";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private int _sent;

    /// <summary>A conversation of its own.</summary>
    public static async Task<ChatSession> OpenAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        using var answer = await http.PostAsJsonAsync("/api/v1/chat/sessions", new { locale = "en" });
        answer.EnsureSuccessStatusCode();
        var opened = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new ChatSession(opened.GetProperty("conversationId").GetGuid(), opened.GetProperty("token").GetString()!);
    }

    public static async Task<ChatSocket> ConnectAsync(Uri server, string? token)
    {
        var client = new ChatSocket();
        await client.ConnectAsync(server, "/hubs/chat", token);

        // Answered only once the connection has joined its groups.
        await client.CallAsync(Joined, "Resume", 0);
        await client.NextAsync(Joined);
        return client;
    }

    /// <summary>Says it, and comes back when the bot's answer was pushed.</summary>
    public async Task AskAsync(string text)
    {
        // What an earlier turn said beyond its first entry is no answer to this one.
        while (_heard.Reader.TryRead(out _))
        {
        }
        await CallAsync($"{++_sent}", "Send", new { clientMessageId = $"m-{_sent}", text });
        await NextAsync("customer");
        await NextAsync("bot");
    }

    protected override void Read(JsonElement message)
    {
        if (PushedEntry(message) is { } entry)
            _heard.Writer.TryWrite(AuthorOf(entry)!);
        else if (Answered(message) == Joined)
            _heard.Writer.TryWrite(Joined);
    }

    protected override void Ended(Exception? why) => _heard.Writer.TryComplete(why);

    private async Task NextAsync(string wanted)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await _heard.Reader.ReadAsync(limit.Token) != wanted)
        {
        }
    }
}

/// <param name="Token">Opens the hub and the REST endpoints of the conversation.</param>
internal sealed record ChatSession(Guid ConversationId, string Token);
