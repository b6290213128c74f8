using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>A visitor who writes one to three messages in one breath, each under an id that is repeated until it is acknowledged, then waits for an answer.</summary>
internal sealed class StormTalker : IDisposable
{
    private const int LongestBreath = 3;
    private static readonly string[] Texts = ["hello", "what servers do you have?", "thanks", "how does the weather feel on mars?", "help", "how much is a vps"];

    private readonly HttpClient _http;
#pragma warning disable RS0030 // Seeded, not secret: the same run can be played again.
    private readonly Random _random;
#pragma warning restore RS0030
    private int _written;

    private StormTalker(HttpClient http, int seed)
    {
        _http = http;
#pragma warning disable RS0030
        _random = new Random(seed);
#pragma warning restore RS0030
    }

    /// <summary>Messages that were acknowledged.</summary>
    public int Written => Volatile.Read(ref _written);

    public static async Task<StormTalker> OpenAsync(ChaosWorld world, int seed, CancellationToken ct)
    {
        var http = new HttpClient { BaseAddress = world.App, Timeout = TimeSpan.FromSeconds(30) };
        using var answer = await http.PostAsJsonAsync(new Uri("api/v1/chat/sessions", UriKind.Relative), new { }, ct);
        var session = JsonSerializer.Deserialize<JsonElement>(
            await Persistent.ReadAsync(answer, ct) ?? throw new ChaosException("No chat session could be opened."));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        return new StormTalker(http, seed);
    }

    public async Task TalkAsync(int messages, CancellationToken ct)
    {
        while (Written < messages)
        {
            long last = 0;
            for (var breath = _random.Next(LongestBreath); breath >= 0 && Written < messages; breath--)
            {
                last = await SayAsync(Written, ct);
                Interlocked.Increment(ref _written);
            }

            await Persistent.AskAsync(string.Create(CultureInfo.InvariantCulture, $"an answer after entry {last}"), token => HearAsync(last, token), ct);
        }
    }

    /// <summary>The whole conversation as its customer sees it, compared with what was written.</summary>
    public async Task<IReadOnlyList<string>> ReadBackAsync(CancellationToken ct)
    {
        var entries = new List<JsonElement>();
        for (long cursor = 0; ;)
        {
            var body = await Persistent.AskAsync("the conversation", token => ReadAsync(cursor, wait: 0, token), ct);
            var page = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("entries").EnumerateArray().ToList();
            if (page.Count == 0)
                break;
            entries.AddRange(page);
            cursor = page[^1].GetProperty("sequence").GetInt64();
        }

        var problems = new List<string>();
        if (!entries.Select(e => e.GetProperty("sequence").GetInt64()).SequenceEqual(Enumerable.Range(1, entries.Count).Select(n => (long)n)))
            problems.Add("C01 a conversation is read with gaps, repeats or out of order.");
        var said = entries.Where(e => Author(e) == "customer").Select(e => e.GetProperty("text").GetString());
        if (!said.SequenceEqual(Enumerable.Range(0, Written).Select(Text), StringComparer.Ordinal))
            problems.Add("C06 a conversation does not hold what was written, each message once, in the order of writing.");
        return problems;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Numbered, so that order and repeats can be told from what is stored.</summary>
    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"{Texts[number % Texts.Length]} ({number + 1})");

    private static string? Author(JsonElement entry) => entry.GetProperty("author").GetProperty("kind").GetString();

    private async Task<long> SayAsync(int number, CancellationToken ct)
    {
        var accepted = await Persistent.AskAsync(
            "an acknowledged message",
            async token =>
            {
                var message = new { clientMessageId = string.Create(CultureInfo.InvariantCulture, $"storm-{number}"), text = Text(number) };
                using var answer = await _http.PostAsJsonAsync(new Uri("api/v1/chat/messages", UriKind.Relative), message, token);
                return await Persistent.ReadAsync(answer, token);
            },
            ct);
        return JsonSerializer.Deserialize<JsonElement>(accepted).GetProperty("sequence").GetInt64();
    }

    private async Task<string?> HearAsync(long after, CancellationToken ct) =>
        await ReadAsync(after, wait: 3, ct) is { } body
        && JsonSerializer.Deserialize<JsonElement>(body).GetProperty("entries").EnumerateArray().Any(e => Author(e) == "bot") ? body : null;

    private async Task<string?> ReadAsync(long after, int wait, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"api/v1/chat/entries?after={after}&wait={wait}"), UriKind.Relative), ct);
        return await Persistent.ReadAsync(answer, ct);
    }
}
