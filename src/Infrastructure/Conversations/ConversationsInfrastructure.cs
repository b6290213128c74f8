using EzSolutions.Application.Common.Texts;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Handoff;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Infrastructure.Common.Jobs;
using EzSolutions.Infrastructure.Conversations.Channels;
using EzSolutions.Infrastructure.Conversations.OpenAi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations;

public static class ConversationsInfrastructure
{
    public static IServiceCollection AddConversations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConversationOptions>().Bind(configuration.GetSection("Conversations")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>();
        services.AddConversationsApplication();
        services.AddSingleton<TurnDispatcher>();
        services.AddSingleton<ITurnDispatcher>(provider => provider.GetRequiredService<TurnDispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<TurnDispatcher>());
        services.AddHostedService<TurnSweeper>();
        services.AddSingleton<HandoffDispatcher>();
        services.AddSingleton<IHandoffDispatcher>(provider => provider.GetRequiredService<HandoffDispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<HandoffDispatcher>());
        services.AddSingleton<DeliveryDispatcher>();
        services.AddSingleton<IDeliveryDispatcher>(provider => provider.GetRequiredService<DeliveryDispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryDispatcher>());
        services.AddHostedService<DeliverySweeper>();
        services.AddScoped<IModelBudget, ModelBudget>();
        services.AddCron<PruneModelUse>("prune-model-use", "0 20 0 * * ?");
        services.AddOpenAi(configuration);
        return services;
    }
}

internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    public ValidateOptionsResult Validate(string? name, ConversationOptions options)
    {
        List<string> failures = [];
        Require(options.MessagesPerMinute > 0, "Conversations:MessagesPerMinute must be at least 1.");
        Require(SpokenLanguages.Has(options.Locale), $"Conversations:Locale must be in a language that we speak, {string.Join(", ", SpokenLanguages.All)}, e.g. de-AT.");
        Require(options.OpenPerAddress > 0, "Conversations:OpenPerAddress must be at least 1.");
        Require(options.OpenFor > TimeSpan.Zero, "Conversations:OpenFor must be longer than zero, e.g. 24:00:00.");
        Require(options.AssuranceLifetime > TimeSpan.Zero, "Conversations:AssuranceLifetime must be longer than zero, e.g. 24:00:00.");
        Require(options.TurnAttempts > 0, "Conversations:TurnAttempts must be at least 1.");
        Require(options.SweepEvery >= TimeSpan.FromMilliseconds(100), "Conversations:SweepEvery must be at least 00:00:00.1.");
        Require(options.ConcurrentDeliveries is > 0 and <= 256, "Conversations:ConcurrentDeliveries must be between 1 and 256.");
        Require(options.Handoff.Every >= TimeSpan.FromMilliseconds(100), "Conversations:Handoff:Every must be at least 00:00:00.1.");
        Require(options.Handoff.PresenceGrace >= TimeSpan.FromSeconds(15), "Conversations:Handoff:PresenceGrace must be at least 00:00:15: presence is told every 10 s.");
        Require(options.Handoff.TellEvery > TimeSpan.Zero, "Conversations:Handoff:TellEvery must be longer than zero, e.g. 00:00:15.");
        Require(options.ConcurrentTurns is > 0 and <= 256, "Conversations:ConcurrentTurns must be between 1 and 256.");
        Require(
            string.IsNullOrEmpty(options.IdentitySecret) || options.IdentitySecret.Length >= 32,
            "Conversations:IdentitySecret must have at least 32 characters (openssl rand -base64 32), or be left out.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Require(bool holds, string cure)
        {
            if (!holds)
                failures.Add(cure);
        }
    }
}
