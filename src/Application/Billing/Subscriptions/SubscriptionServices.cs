using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Application.Billing.Subscriptions;

internal static class SubscriptionServices
{
    /// <summary>What the handlers of the billing cycle share.</summary>
    public static IServiceCollection AddBillingCycle(this IServiceCollection services) => services
        .AddScoped<TermsBook>()
        .AddScoped<RenewalRun>()
        .AddScoped<RenewalExceptions>()
        .AddScoped<RenewalRepricing>()
        .AddScoped<RenewalWithdrawal>()
        .AddScoped<ServiceBilling>()
        .AddScoped<BilledServices>()
        .AddScoped<SubscriptionClosing>()
        .AddScoped<SubscriptionLookup>()
        .AddScoped<SubscriptionMails>()
        .AddScoped<SubscriptionViews>()
        .AddScoped<PlanChanges>()
        .AddScoped<UpgradeQuotes>();
}
