using EzSolutions.Bot.Understanding.Learning;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Bot.Understanding;

/// <summary>Wires the offline recogniser.</summary>
public static class UnderstandingRegistration
{
    /// <summary>Registers <see cref="IRecogniser"/>: one instance, its model loaded on first use.</summary>
    public static IServiceCollection AddUnderstanding(this IServiceCollection services) =>
        services.AddSingleton<IRecogniser>(_ => new Languages.MultilingualRecogniser(new Recogniser(TrainedModel.Load())));
}
