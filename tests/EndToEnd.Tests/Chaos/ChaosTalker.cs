using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>A visitor who writes, repeats what was not acknowledged under the same id, and waits for the answer before writing again.</summary>
internal sealed class ChaosTalker : IDisposable
{
    private static readonly string[] Texts = ["hello", "what servers do you have?", "thanks", "how does the weather feel on mars?", "help"];

    private readonly HttpClient _http;
    private long _cursor;

    private ChaosTalker(HttpClient http) => _http = http;

    /// <summary>Messages that were answered.</summary>
    public int Sent { get; private set; }

    public static async Task<ChaosTalker> OpenAsync(ChaosWorld world, CancellationToken ct)
    {
        var http = new HttpClient { BaseAddress = world.App, Timeout = TimeSpan.FromSeconds(30) };
        using var answer = await http.PostAsJsonAsync(new Uri("api/v1/chat/sessions", UriKind.Relative), new { }, ct);
        var session = JsonSerializer.Deserialize<JsonElement>(
            await Persistent.ReadAsync(answer, ct) ?? throw new ChaosException("No chat session could be opened."));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return new ChaosTalker(http);
    }

    public async Task TalkAsync(CancellationToken until, CancellationToken ct)
    {
        while (!until.IsCancellationRequested)
        {
            await SayAsync(Texts[Sent % Texts.Length], $"chaos-{Sent}", ct);
            Sent++;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task SayAsync(string text, string id, CancellationToken ct)
    {
        var accepted = await Persistent.AskAsync(
            "an acknowledged message",
            async token =>
            {
                using var answer = await _http.PostAsJsonAsync(new Uri("api/v1/chat/messages", UriKind.Relative), new { clientMessageId = id, text }, token);
                return await Persistent.ReadAsync(answer, token);
            },
            ct);
        _cursor = JsonSerializer.Deserialize<JsonElement>(accepted).GetProperty("sequence").GetInt64();
        await Persistent.AskAsync($"an answer to message {id}", HearAsync, ct);
    }

    private async Task<string?> HearAsync(CancellationToken ct)
    {
        using var answer = await _http.GetAsync(new Uri($"api/v1/chat/entries?after={_cursor}&wait=3", UriKind.Relative), ct);
        if (await Persistent.ReadAsync(answer, ct) is not { } body)
            return null;
        foreach (var entry in JsonSerializer.Deserialize<JsonElement>(body).GetProperty("entries").EnumerateArray())
        {
            _cursor = entry.GetProperty("sequence").GetInt64();
            if (entry.GetProperty("author").GetProperty("kind").GetString() == "bot")
                return entry.GetRawText();
        }

        return null;
    }
}
