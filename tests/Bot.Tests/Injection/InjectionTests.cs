using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Bot.Tests.Injection;

/// <summary>Nothing a text says, and nothing a model answers to it, does what only the right person's own yes may do.</summary>
public sealed class InjectionTests
{
    private static readonly InjectionRunner Runner = new(new EzSolutions.Bot.Understanding.Recogniser(TrainedModel.Load()));

    [Fact]
    public void There_are_more_than_three_hundred_attacks() => InjectionCases.All.Count.ShouldBeGreaterThan(300);

    [Theory]
    [InlineData(Carrier.Message, true)]
    [InlineData(Carrier.Message, false)]
    [InlineData(Carrier.TicketText, true)]
    [InlineData(Carrier.TicketText, false)]
    [InlineData(Carrier.FileName, true)]
    [InlineData(Carrier.FileName, false)]
    [InlineData(Carrier.ArticleText, true)]
    [InlineData(Carrier.ArticleText, false)]
    [InlineData(Carrier.ToolOutput, true)]
    [InlineData(Carrier.ToolOutput, false)]
    public async Task C05_No_attack_has_an_effect(Carrier carrier, bool hostileModel)
    {
        var broken = new List<string>();
        foreach (var attack in InjectionCases.All.Where(a => a.Carrier == carrier))
        {
            var outcome = await Runner.RunAsync(attack, hostileModel);
            broken.AddRange(outcome.Effects.Select(e => $"{e}: {attack.Technique}, {attack.Text}"));
        }

        broken.ShouldBeEmpty();
    }
}
