using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Confirmations;
using EzSolutions.Application.Conversations.Models;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.General;
using EzSolutions.Bot.Understanding.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EzSolutions.Bot;

public static class BotServices
{
    /// <summary>
    /// Registers the dialogue and every skill. The recogniser comes from AddUnderstanding; notifications are found with the other domain-event
    /// handlers: pass this assembly to AddApplication.
    /// </summary>
    public static IServiceCollection AddBot(this IServiceCollection services)
    {
        services.TryAddSingleton(ConfirmationLifetime.Default);
        services.TryAddSingleton(new UnderstandingAccess(OpenToAll: false));
        services.Scan(scan => scan.FromAssemblies(typeof(BotServices).Assembly)
            .AddClasses(c => c.AssignableTo<ISkill>().Where(t => t != typeof(NotYetSkill)), publicOnly: false).As<ISkill>().WithSingletonLifetime());
        foreach (var name in NotYetSkill.Names)
        {
            services.AddSingleton<ISkill>(new NotYetSkill(name));
        }

        services.AddSingleton<Channels.AdaptiveCards.AdaptiveCardRenderer>();
        services.AddSingleton(provider => new Channels.DirectLine.ActivityWriter(provider.GetRequiredService<Channels.AdaptiveCards.AdaptiveCardRenderer>()));
        services.AddSingleton<SkillCatalog>();
        services.AddSingleton<PlansOnSale>();
        services.AddSingleton<FrameRunner>();
        services.AddSingleton<RequestRunner>();
        services.AddSingleton<MoveRunner>();
        services.AddSingleton<CorrectionReader>();
        services.AddSingleton<Dialogue.TextReader>();
        services.AddScoped<Notifications.Addressee>();
        services.AddScoped<IDialogue, ConversationDialogue>();
        services.AddScoped<ITurnAdvisor, ModelAdvisor>();
        services.AddScoped<Knowledge.IAnswerPhrasing, Knowledge.AnswerPhrasing>();
        services.AddScoped<Knowledge.AnswerAdvisor>();
        return services;
    }
}
