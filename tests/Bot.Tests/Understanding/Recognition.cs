using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Learning;

namespace EzSolutions.Bot.Tests.Understanding;

/// <summary>One recogniser for all tests, and a customer of the demo catalogue with three services.</summary>
internal static class Recognition
{
    private static readonly Lazy<Recogniser> Shared = new(() => new Recogniser(TrainedModel.Load()));

    public static readonly RecognitionContext Customer = RecognitionContext.Empty with
    {
        PlanNames = ["VPS S", "VPS M", "VPS L", "VPS XL", "Hosting Starter", "Hosting Business", "Hosting Pro"],
        ServiceNames = ["web1.example.com", "shop", "db-prod"],
        Today = new DateOnly(2026, 6, 15),
    };

    public static IRecogniser Recogniser => Shared.Value;

    public static MessageUnderstanding Read(string text) => Recogniser.Recognise(text, Customer);

    public static Understood First(string text) => Read(text).First;

    public static Understood During(string skill, string? expected, string text, params string[] choices) =>
        Recogniser.Recognise(text, Customer with { ActiveSkill = skill, ExpectedSlot = expected, ChoiceTexts = choices }).First;

    public static void ShouldHave(this Understood request, string slot, string value) =>
        request.Slots.GetValueOrDefault(slot).ShouldBe(value, $"{slot} of {request.Skill} {string.Join(", ", request.Slots)}");

    public static void ShouldLack(this Understood request, string slot) => request.Slots.ContainsKey(slot).ShouldBeFalse(slot);
}
