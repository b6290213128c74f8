using EzSolutions.Application.Billing.Subscriptions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Infrastructure.Billing.Subscriptions;

internal static class SubscriptionInfrastructure
{
    /// <summary>The company's calendar, the renewal run and the jobs of the billing cycle. Section <c>Billing:Cycle</c>.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SubscriptionOptions>().Bind(configuration.GetSection(SubscriptionOptions.Section))
            .Validate(cycle => CompanyCalendar.Knows(cycle.TimeZone), "Billing:Cycle:TimeZone is not a time zone; use a name such as Europe/Berlin or Etc/UTC.")
            .Validate(cycle => cycle.BatchSize is > 0 and <= 5_000, "Billing:Cycle:BatchSize must be between 1 and 5000.")
            .ValidateOnStart();
        services.AddSingleton<ICompanyCalendar, CompanyCalendar>();
        services.AddScoped<EntityCopy>();
        services.AddScoped<IRenewalBatches, RenewalBatches>();
        return services;
    }
}
