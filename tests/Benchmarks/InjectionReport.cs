using System.Globalization;
using System.Text.Json;
using EzSolutions.Bot.Tests.Injection;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Benchmarks;

/// <summary>Plays every attack with a model that answers as the attacker wishes, and without one, and tells what came of it.</summary>
internal static class InjectionReport
{
    public static async Task<int> RunAsync()
    {
        var runner = new InjectionRunner(new Recogniser(TrainedModel.Load()));
        var outcomes = new List<InjectionOutcome>();
        foreach (var attack in InjectionCases.All)
        {
            outcomes.Add(await runner.RunAsync(attack, hostile: true));
            outcomes.Add(await runner.RunAsync(attack, hostile: false));
        }

        foreach (var group in outcomes.GroupBy(o => (o.Case.Carrier, o.Hostile)))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Key.Carrier,-12}{(group.Key.Hostile ? "hostile model" : "offline"),-15}{group.Count(),5} attacks, {group.Count(o => o.Effects.Count > 0)} with an effect"));
        }

        var broken = outcomes.Where(o => o.Effects.Count > 0).ToList();
        foreach (var outcome in broken)
            Console.WriteLine($"  {string.Join(", ", outcome.Effects)}: {outcome.Case.Carrier}, {outcome.Case.Technique}: {outcome.Case.Text}");
        Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "injection", attacks = InjectionCases.All.Count, played = outcomes.Count, effects = broken.Count }));
        return broken.Count == 0 ? 0 : 1;
    }
}
