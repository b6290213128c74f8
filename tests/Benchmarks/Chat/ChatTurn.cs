using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using EzSolutions.Benchmarks.Load;

namespace EzSolutions.Benchmarks.Chat;

/// <summary>A message sent over the hub until the bot's answer to it is pushed back, with many conversations going on at once.</summary>
internal static class ChatTurn
{
    private const double TargetMs = 50;
    private const double TargetRatio = 4;
    private static readonly TimeSpan Think = TimeSpan.FromSeconds(1);

    private static readonly string[] Questions =
    [
        "hello", "what plans do you have", "help", "show me your vps plans", "thanks", "which hosting plans are there", "what can you do",
        "how much is a vps", "hi there", "what servers do you offer", "I need a website, what do you have", "thank you very much",
    ];

    public static async Task<int> RunAsync(Options options)
    {
        var conversations = options.Number("conversations", 50);
        await using var arena = await Arena.OpenAsync(options);
        var (measured, floor) = (new Latencies(), new Latencies());
        var visitors = await ConnectAsync(conversations, async () => await ChatSocket.ConnectAsync(arena.Program.Address, await OpenAsync(arena.Program.Address)));
        var echoes = await ConnectAsync(conversations, () => ChatSocket.ConnectAsync(arena.Floor.Address, null));
        await Arena.InTurnsAsync(
            options,
            (time, counts) => TalkAsync(visitors, time, counts ? measured : new Latencies()),
            (time, counts) => TalkAsync(echoes, time, counts ? floor : new Latencies()));
        foreach (var socket in visitors.Concat(echoes))
            await socket.DisposeAsync();
        return Report.Compare("chat-turn", measured, floor, TargetMs, TargetRatio, new Dictionary<string, object>
        {
            ["conversations"] = conversations,
            ["thinkMs"] = Think.TotalMilliseconds,
            ["commits"] = 2,
            ["cpus"] = Environment.ProcessorCount,
        });
    }

    private static async Task<string> OpenAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        using var answer = await http.PostAsJsonAsync("/api/v1/chat/sessions", new { locale = "en" });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private static async Task<List<ChatSocket>> ConnectAsync(int count, Func<Task<ChatSocket>> connect)
    {
        List<ChatSocket> sockets = [];
        while (sockets.Count < count)
            sockets.Add(await connect());
        return sockets;
    }

    private static async Task TalkAsync(List<ChatSocket> sockets, TimeSpan time, Latencies latencies)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(sockets.Select((socket, number) => Task.Run(() => TalkAsync(socket, number, () => Stopwatch.GetElapsedTime(started) < time, latencies))));
    }

    private static async Task TalkAsync(ChatSocket socket, int number, Func<bool> goesOn, Latencies latencies)
    {
        // Seeded: every run asks the same in the same rhythm. The first pause spreads the conversations out.
        var random = new Random(number);
        await Task.Delay(Think * random.NextDouble());
        for (var turn = number; goesOn(); turn++)
        {
            var asked = Stopwatch.GetTimestamp();
            try
            {
                await socket.AskAsync(Questions[turn % Questions.Length]);
                latencies.Add(Stopwatch.GetElapsedTime(asked));
            }
            catch (Exception failed) when (failed is OperationCanceledException or ChannelClosedException)
            {
                Report.Progress($"Conversation {number}: no answer ({failed.InnerException?.Message ?? failed.Message})");
                latencies.AddFailure();
                return;
            }
            await Task.Delay(Think * (0.5 + random.NextDouble()));
        }
    }
}
