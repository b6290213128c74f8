using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EzSolutions.Benchmarks.Load;
using EzSolutions.Sandbox.Postgres;

namespace EzSolutions.Benchmarks.Chat;

/// <summary>
/// <c>two-nodes</c>: two processes of the program on one database; half of the customers on each, the console on the second. How long a message
/// takes from the customer's socket on the first node to the console on the second, and whether any is lost or comes twice.
/// </summary>
internal static class TwoNodes
{
    private const double TargetMs = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(Options options)
    {
        var conversations = options.Number("conversations", 100);
        var folder = Directory.CreateTempSubdirectory("ez-bench-");
        try
        {
            Report.Progress("Starting PostgreSQL and two nodes ...");
            await using var postgres = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder.FullName, "postgres") }, CancellationToken.None);
            await using var first = await NodeAsync(options, folder, "first", postgres);
            await using var second = await NodeAsync(options, folder, "second", postgres);
            return await MeasureAsync(options, [first, second], conversations);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<ChildProgram> NodeAsync(Options options, DirectoryInfo folder, string name, EmbeddedPostgres postgres) => Arena.ProductAsync(
        folder.CreateSubdirectory(name),
        options.Text("log") is { } log ? $"{log}.{name}" : Path.Combine(folder.FullName, $"{name}.log"),
        new() { ["ConnectionStrings__Default"] = postgres.ConnectionString, ["Secrets__Keys__1"] = Convert.ToBase64String(new byte[32]) });

    private static async Task<int> MeasureAsync(Options options, ChildProgram[] nodes, int conversations)
    {
        List<ChatSession> sessions = [];
        while (sessions.Count < conversations)
            sessions.Add(await ChatSocket.OpenAsync(nodes[sessions.Count % 2].Address));
        List<ChatSocket> customers = [];
        foreach (var session in sessions)
            customers.Add(await ChatSocket.ConnectAsync(nodes[customers.Count % 2].Address, session.Token));
        var cookies = await ConsoleSocket.SignInAsync(nodes[1].Address);
        List<ConsoleSocket> consoles = [];
        foreach (var watched in sessions.Select(s => s.ConversationId).Chunk(ConsoleSocket.MostWatched))
            consoles.Add(await ConsoleSocket.ConnectAsync(nodes[1].Address, cookies, watched));

        Report.Progress("Warming up ...");
        await TalkAsync(customers, "warm-up", TimeSpan.FromSeconds(options.Number("warmup", 8)));
        Report.Progress("Talking ...");
        var said = await TalkAsync(customers, "counted", TimeSpan.FromSeconds(options.Number("seconds", 20)));
        await Task.Delay(Late);

        var (across, beside) = (new Latencies(), new Latencies());
        var lost = 0;
        foreach (var (text, (customer, at)) in said)
        {
            if (!consoles[customer / ConsoleSocket.MostWatched].Heard.TryGetValue(text, out var heard))
                lost++;
            else
                (customer % 2 == 0 ? across : beside).Add(Stopwatch.GetElapsedTime(at, heard));
        }
        var twice = consoles.Sum(c => c.Twice);
        foreach (var socket in customers.Concat<HubSocket>(consoles))
            await socket.DisposeAsync();
        var (far, near) = (across.Summarise(), beside.Summarise());
        var met = far.Count > 0 && far.P99 < TargetMs && lost == 0 && twice == 0;
        return Report.Print(met, new Dictionary<string, object>
        {
            ["benchmark"] = "two-nodes",
            ["conversations"] = conversations,
            ["messages"] = said.Count,
            ["lost"] = lost,
            ["twice"] = twice,
            ["otherNode"] = new Dictionary<string, object> { ["p50Ms"] = Report.Round(far.P50), ["p99Ms"] = Report.Round(far.P99), ["count"] = far.Count },
            ["sameNode"] = new Dictionary<string, object> { ["p50Ms"] = Report.Round(near.P50), ["p99Ms"] = Report.Round(near.P99), ["count"] = near.Count },
            ["targets"] = new Dictionary<string, object> { ["p99Ms"] = TargetMs },
            ["met"] = met,
        });
    }

    /// <returns>Who said what and when; every message was answered on the way.</returns>
    private static async Task<ConcurrentDictionary<string, (int Customer, long At)>> TalkAsync(List<ChatSocket> customers, string round, TimeSpan time)
    {
        var said = new ConcurrentDictionary<string, (int, long)>(StringComparer.Ordinal);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(customers.Select((socket, number) => Task.Run(async () =>
        {
            var random = new Random(number);
            await Task.Delay(Pause * random.NextDouble());
            for (var turn = 0; Stopwatch.GetElapsedTime(started) < time; turn++)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"hello, what plans do you have? ({round} {number}.{turn})");
                said[text] = (number, Stopwatch.GetTimestamp());
                await socket.AskAsync(text);
                await Task.Delay(Pause * (0.5 + random.NextDouble()));
            }
        })));
        return said;
    }
}
