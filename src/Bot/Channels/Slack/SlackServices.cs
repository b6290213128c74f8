using EzSolutions.Application.Conversations.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Bot.Channels.Slack;

public static class SlackServices
{
    /// <summary>Needs an ISlackApi; registered only where Slack is set up.</summary>
    public static IServiceCollection AddSlackAdapter(this IServiceCollection services) =>
        services.AddSingleton<BlockKitRenderer>().AddScoped<IChannelAdapter, SlackAdapter>().AddScoped<IWorkingSign, SlackWorkingSign>().AddScoped<IThreadTitle, SlackThreadTitle>().AddScoped<SlackReceiver>();
}
