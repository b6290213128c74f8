using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Application.Conversations;

public static class ConversationsApplication
{
    public static IServiceCollection AddConversationsApplication(this IServiceCollection services)
    {
        services.AddScoped<ConversationLog>();
        services.AddScoped<Inbox>();
        services.AddSingleton<ConversationActor>();
        services.AddScoped<TurnRunner>();
        services.AddScoped<Channels.ChannelThreads>();
        services.AddScoped<Channels.Linking.LinkedAccountMail>();
        services.AddScoped<Channels.WorkingSigns>();
        services.AddScoped<Channels.ThreadTitles>();
        services.AddScoped<IConversationPoster, ConversationPoster>();
        services.AddScoped<Console.Summaries>();
        services.AddScoped<Console.InboxCounts>();
        return services;
    }
}
