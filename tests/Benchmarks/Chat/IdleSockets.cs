using EzSolutions.Benchmarks.Load;

namespace EzSolutions.Benchmarks.Chat;

/// <summary><c>idle-sockets</c>: what a chat window that is open and silent costs in memory, beside a bare hub's connection.</summary>
internal static class IdleSockets
{
    private const double TargetKb = 60;
    private const int WarmUp = 200;
    private const int AtATime = 8;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(Options options)
    {
        var count = options.Number("sockets", 5_000);
        await using var arena = await Arena.OpenAsync(options);
        Report.Progress($"Opening {count} conversations ...");
        var tokens = await OpenAsync(arena.Program.Address, count + WarmUp);
        Report.Progress($"Connecting {count} sockets to the program, then to the floor ...");
        var ours = await MeasureAsync(arena.Program, tokens, count);
        var floor = await MeasureAsync(arena.Floor, [.. tokens.Select(_ => (string?)null)], count);
        return Report.Print(ours.KbPerSocket < TargetKb && ours.StillOpen == count, new Dictionary<string, object>
        {
            ["benchmark"] = "idle-sockets",
            ["sockets"] = count,
            ["kbPerSocket"] = Report.Round(ours.KbPerSocket),
            ["stillOpen"] = ours.StillOpen,
            ["programMb"] = ours.Megabytes,
            ["floor"] = new Dictionary<string, object> { ["kbPerSocket"] = Report.Round(floor.KbPerSocket) },
            ["ratio"] = Report.Round(ours.KbPerSocket / floor.KbPerSocket),
            ["targets"] = new Dictionary<string, object> { ["kbPerSocket"] = TargetKb },
            ["met"] = ours.KbPerSocket < TargetKb && ours.StillOpen == count,
        });
    }

    private static async Task<string?[]> OpenAsync(Uri server, int count)
    {
        var tokens = new string?[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (i, _) =>
            tokens[i] = (await ChatSocket.OpenAsync(server)).Token);
        return tokens;
    }

    /// <summary>The first ones warm the program up and are closed again; the sockets that count rest before they are weighed.</summary>
    private static async Task<(double KbPerSocket, int StillOpen, long Megabytes)> MeasureAsync(ChildProgram program, string?[] tokens, int count)
    {
        foreach (var socket in await ConnectAsync(program, tokens.AsMemory(count)))
            await socket.DisposeAsync();
        await Task.Delay(Rest);
        var before = program.MemoryBytes;
        var sockets = await ConnectAsync(program, tokens.AsMemory(0, count));
        await Task.Delay(Rest);
        var after = program.MemoryBytes;
        var open = sockets.Count(s => s.IsOpen);
        foreach (var socket in sockets)
            await socket.DisposeAsync();
        return ((after - before) / 1024.0 / count, open, after / 1024 / 1024);
    }

    private static async Task<ChatSocket[]> ConnectAsync(ChildProgram program, ReadOnlyMemory<string?> tokens)
    {
        var sockets = new ChatSocket[tokens.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, tokens.Length), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (i, _) =>
            sockets[i] = await ChatSocket.ConnectAsync(program.Address, tokens.Span[i]));
        return sockets;
    }
}
