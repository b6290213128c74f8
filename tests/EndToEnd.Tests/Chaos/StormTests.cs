namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>The short form; <c>webhook-storm</c> of the benchmarks plays it at full length.</summary>
public sealed class StormTests
{
    [Fact]
    public async Task M05_A_storm_of_shuffled_copies_books_every_payment_once_through_a_kill()
    {
        var report = await WebhookStorm.PlayAsync(new StormPlan(Events: 150, Copies: 4, Senders: 16, Kills: 1, Seed: 7), _ => { }, CancellationToken.None);
        report.Problems.ShouldBeEmpty();
        report.Effects.ShouldBe(150);
    }
}
