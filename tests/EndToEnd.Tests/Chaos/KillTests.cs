using Xunit.Abstractions;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>The built program, killed at moments nobody has chosen for it. The longer run is the benchmark <c>chaos</c>.</summary>
[Collection("whole program")]
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Killed_again_and_again_while_people_pay_and_talk_nothing_is_lost_and_nothing_done_twice()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));

        var report = await ChaosRun.PlayAsync(new ChaosPlan(Kills: 6, Orders: 6, Seed: 20_250), output.WriteLine, limit.Token);

        report.Problems.ShouldBeEmpty();
        report.Messages.ShouldBeGreaterThan(0);
    }
}
