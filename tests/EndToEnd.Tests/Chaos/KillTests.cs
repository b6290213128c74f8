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

    /// <summary>The short version of <c>webhook-storm</c>.</summary>
    [Fact]
    public async Task Killed_in_a_storm_of_shuffled_copies_it_books_every_payment_once()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        var report = await WebhookStorm.PlayAsync(new StormPlan(Events: 60, Copies: 3, Senders: 16, Kills: 1, Seed: 1), output.WriteLine, limit.Token);

        report.Problems.ShouldBeEmpty();
        report.Effects.ShouldBe(60);
    }

    /// <summary>The short version of <c>talk-storm</c>.</summary>
    [Fact]
    public async Task Killed_while_people_write_it_answers_every_message_once_and_in_order()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        var report = await TalkStorm.PlayAsync(new TalkPlan(Messages: 90, Talkers: 6, Kills: 2, Seed: 1), output.WriteLine, limit.Token);

        report.Problems.ShouldBeEmpty();
        report.Answered.ShouldBe(90);
    }
}
