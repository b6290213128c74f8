using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Infrastructure.Support.Knowledge;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Infrastructure.Support;

public static class SupportInfrastructure
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services) => services
        .AddScoped<IKnowledgeIndex, KnowledgeIndex>()
        .AddSingleton<IStarterArticles, StarterArticles>();
}
