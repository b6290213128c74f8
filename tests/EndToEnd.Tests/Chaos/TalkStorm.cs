using System.Diagnostics;
using System.Globalization;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>
/// Many people write at once, some of it in one breath, to an application that is killed in between: every message is stored once and answered
/// once, in the order in which it was written (C01, C06).
/// </summary>
public static class TalkStorm
{
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(4);

    public static async Task<TalkReport> PlayAsync(TalkPlan plan, Action<string> progress, CancellationToken ct)
    {
        await using var world = await ChaosWorld.StartAsync();
        await world.StartAppAsync(ct);
        var books = new TalkBooks(world.ConnectionString);
        var talkers = new List<StormTalker>();
        try
        {
            for (var i = 0; i < plan.Talkers; i++)
                talkers.Add(await StormTalker.OpenAsync(world, plan.Seed + i, ct));

            progress($"{plan.Talkers} people write {plan.Messages} messages, {plan.Kills} kills in between ...");
            var started = Stopwatch.GetTimestamp();
            var killing = KillAsync(world, talkers, plan, progress, ct);
            await Task.WhenAll(talkers.Select((t, i) => t.TalkAsync(Share(plan, i), ct)));
            await killing;
            for (var since = Stopwatch.GetTimestamp(); await books.WaitingAsync(ct) > 0 && Stopwatch.GetElapsedTime(since) < SettleLimit;)
                await Task.Delay(200, ct);
            var took = Stopwatch.GetElapsedTime(started);

            List<string> problems = [.. await books.ProblemsAsync(plan.Messages, ct)];
            foreach (var talker in talkers)
                problems.AddRange(await talker.ReadBackAsync(ct));
            return new TalkReport(plan.Kills, took, await books.AnsweredAsync(ct), problems);
        }
        finally
        {
            talkers.ForEach(t => t.Dispose());
        }
    }

    private static int Share(TalkPlan plan, int talker) => (plan.Messages / plan.Talkers) + (talker < plan.Messages % plan.Talkers ? 1 : 0);

    /// <summary>Dies at even distances through what is written, and comes back.</summary>
    private static async Task KillAsync(ChaosWorld world, List<StormTalker> talkers, TalkPlan plan, Action<string> progress, CancellationToken ct)
    {
        for (var kill = 1; kill <= plan.Kills; kill++)
        {
            var at = plan.Messages * kill / (plan.Kills + 1);
            while (talkers.Sum(t => t.Written) < at)
                await Task.Delay(5, ct);
            await world.KillAppAsync();
            progress(string.Create(CultureInfo.InvariantCulture, $"Killed ({kill} of {plan.Kills}) after {talkers.Sum(t => t.Written)} messages"));
            await world.StartAppAsync(ct);
        }
    }
}
