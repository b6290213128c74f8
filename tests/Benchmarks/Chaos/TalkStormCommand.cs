using EzSolutions.Benchmarks.Load;
using EzSolutions.EndToEnd.Tests.Chaos;

namespace EzSolutions.Benchmarks.Chaos;

/// <summary><c>talk-storm</c>: messages to a program that is killed again and again; each must be answered once, in order, without a gap.</summary>
internal static class TalkStormCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        var plan = new TalkPlan(options.Number("messages", 1_000), options.Number("talkers", 20), options.Number("kills", 20), options.Number("seed", 1));
        var report = await TalkStorm.PlayAsync(plan, Report.Progress, CancellationToken.None);
        foreach (var problem in report.Problems)
            Report.Progress(problem);
        return Report.Print(report.Problems.Count == 0 && report.Answered == plan.Messages, new Dictionary<string, object>
        {
            ["benchmark"] = "talk-storm",
            ["messages"] = plan.Messages,
            ["talkers"] = plan.Talkers,
            ["kills"] = report.Kills,
            ["seed"] = plan.Seed,
            ["answeredOnce"] = report.Answered,
            ["problems"] = report.Problems.Count,
            ["seconds"] = Report.Round(report.Took.TotalSeconds),
        });
    }
}
