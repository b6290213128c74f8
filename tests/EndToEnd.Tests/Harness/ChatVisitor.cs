using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EzSolutions.EndToEnd.Tests.Harness;

/// <summary>A visitor who talks by the chat's REST protocol.</summary>
internal sealed class ChatVisitor : IDisposable
{
    private readonly HttpClient _http;
    private long _cursor;

    private ChatVisitor(Uri program, Session session)
    {
        _http = new HttpClient { BaseAddress = program };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
        Known = session;
    }

    public Session Known { get; }

    public static async Task<ChatVisitor> OpenAsync(Uri program, string? resumeToken = null)
    {
        using var http = new HttpClient { BaseAddress = program };
        using var answer = await http.PostAsJsonAsync(new Uri("api/v1/chat/sessions", UriKind.Relative), new { resumeToken });
        answer.EnsureSuccessStatusCode();
        return new ChatVisitor(program, (await answer.Content.ReadFromJsonAsync<Session>())!);
    }

    public async Task SayAsync(string text)
    {
        using var answer = await _http.PostAsJsonAsync(
            new Uri("api/v1/chat/messages", UriKind.Relative), new { clientMessageId = Guid.CreateVersion7().ToString(), text });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Reads on until an entry shows these words, in its text or anywhere on its card.</summary>
    public Task<Entry> HearAsync(string words) => Eventually.GetAsync($"an entry with \"{words}\"", async _ =>
    {
        var page = (await _http.GetFromJsonAsync<Page>(new Uri($"api/v1/chat/entries?after={_cursor}&wait=5", UriKind.Relative)))!;
        foreach (var entry in page.Entries)
        {
            _cursor = entry.Sequence;
            if (entry.Shows(words))
                return entry;
        }

        return null;
    });

    public void Dispose() => _http.Dispose();

    internal sealed record Session(string Token, string ResumeToken, Guid ConversationId, IReadOnlyList<Entry> Entries);

    internal sealed record Author(string Kind, string Name);

    internal sealed record Entry(Guid Id, long Sequence, string Kind, Author Author, string? Text, JsonElement? Card)
    {
        public bool Shows(string words) =>
            Text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true
            || Card?.GetRawText().Contains(words, StringComparison.OrdinalIgnoreCase) == true;
    }

    private sealed record Page(IReadOnlyList<Entry> Entries, long Next);
}
