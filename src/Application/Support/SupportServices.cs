using EzSolutions.Application.Support.Knowledge;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Application.Support;

public static class SupportServices
{
    public static IServiceCollection AddSupport(this IServiceCollection services) => services.AddScoped<TicketMail>().AddScoped<KnowledgeBook>();
}
