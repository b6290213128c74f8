using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using EzSolutions.Benchmarks.Load;

namespace EzSolutions.Benchmarks.Chat;

/// <summary>
/// A message sent over the hub until the bot's answer to it is pushed back, with many conversations going on at once. Several sizes are measured
/// one after the other, each on a program of its own.
/// </summary>
internal static class ChatTurn
{
    private const double TargetMs = 50;
    private const double TargetRatio = 4;

    private static readonly string[] Questions =
    [
        "hello", "what plans do you have", "help", "show me your vps plans", "thanks", "which hosting plans are there", "what can you do",
        "how much is a vps", "hi there", "what servers do you offer", "I need a website, what do you have", "thank you very much",
    ];

    public static async Task<int> RunAsync(Options options)
    {
        var sizes = Numbers(options.Text("conversations") ?? "50");
        var pauses = Numbers(options.Text("pause") ?? "1");
        var met = true;
        for (var i = 0; i < sizes.Length; i++)
            met &= await MeasureAsync(options, sizes[i], TimeSpan.FromSeconds(pauses[Math.Min(i, pauses.Length - 1)])) == 0;
        return met ? 0 : 1;
    }

    private static int[] Numbers(string list) => [.. list.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    private static async Task<int> MeasureAsync(Options options, int conversations, TimeSpan pause)
    {
        await using var arena = await Arena.OpenAsync(options);
        var (measured, floor) = (new Latencies(), new Latencies());
        List<string> tokens = [];
        while (tokens.Count < conversations)
            tokens.Add((await ChatSocket.OpenAsync(arena.Program.Address)).Token);
        var before = arena.Program.MemoryBytes;
        var visitors = await ConnectAsync(tokens, token => ChatSocket.ConnectAsync(arena.Program.Address, token));
        var perSocket = (arena.Program.MemoryBytes - before) / 1024.0 / conversations;
        var echoes = await ConnectAsync(tokens, _ => ChatSocket.ConnectAsync(arena.Floor.Address, null));
        await Arena.InTurnsAsync(
            options,
            (time, counts) => TalkAsync(visitors, pause, time, counts ? measured : new Latencies()),
            (time, counts) => TalkAsync(echoes, pause, time, counts ? floor : new Latencies()));
        var memory = arena.Program.MemoryBytes;
        foreach (var socket in visitors.Concat(echoes))
            await socket.DisposeAsync();
        return Report.Compare("chat-turn", measured, floor, TargetMs, TargetRatio, new Dictionary<string, object>
        {
            ["conversations"] = conversations,
            ["pauseMs"] = pause.TotalMilliseconds,
            ["perSecond"] = Report.Round(measured.Summarise().Count / (double)options.Number("seconds", 20)),
            ["kbPerSocketJustOpened"] = Report.Round(perSocket),
            ["programMb"] = memory / 1024 / 1024,
            ["commits"] = 2,
            ["cpus"] = Environment.ProcessorCount,
        });
    }

    private static async Task<List<ChatSocket>> ConnectAsync(List<string> tokens, Func<string, Task<ChatSocket>> connect)
    {
        List<ChatSocket> sockets = [];
        foreach (var token in tokens)
            sockets.Add(await connect(token));
        return sockets;
    }

    private static async Task TalkAsync(List<ChatSocket> sockets, TimeSpan pause, TimeSpan time, Latencies latencies)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(sockets.Select((socket, number) => Task.Run(() => TalkAsync(socket, number, pause, time - Stopwatch.GetElapsedTime(started), latencies))));
    }

    private static async Task TalkAsync(ChatSocket socket, int number, TimeSpan pause, TimeSpan time, Latencies latencies)
    {
        // Seeded: every run asks the same in the same rhythm. The first pause spreads the conversations out.
        var started = Stopwatch.GetTimestamp();
        var random = new Random(number);
        await Task.Delay(pause * random.NextDouble());
        for (var turn = number; Stopwatch.GetElapsedTime(started) < time; turn++)
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
            await Task.Delay(pause * (0.5 + random.NextDouble()));
        }
    }
}
