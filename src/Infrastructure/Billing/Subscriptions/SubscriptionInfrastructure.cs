using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Infrastructure.Common.Jobs;
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
            .Validate(cycle => cycle.Lanes is > 0 and <= 16, "Billing:Cycle:Lanes must be between 1 and 16.")
            .ValidateOnStart();
        services.AddSingleton<ICompanyCalendar, CompanyCalendar>();
        services.AddScoped<EntityCopy>();
        services.AddScoped<IRenewalBatches, RenewalBatches>();

        // rules.md: invoices daily at 02:00 UTC, suspension check every 6 hours. The rest looks often and does each thing on its day.
        services.AddCron<RunRenewals>("run-renewals", "0 0 2 * * ?");
        services.AddCron<CheckSuspensions>("check-suspensions", "0 0 0/6 * * ?");
        services.AddCron<EndSubscriptions>("end-subscriptions", "0 30 0/1 * * ?");
        services.AddCron<RunDunning>("run-dunning", "0 15 0/1 * * ?");
        services.AddRecurring<DeliverRenewals>("deliver-renewals", TimeSpan.FromMinutes(5));
        return services;
    }
}
