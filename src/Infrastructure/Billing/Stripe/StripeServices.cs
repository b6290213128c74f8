using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.PaymentMethods;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Stripe;

internal static class StripeServices
{
    public static IServiceCollection AddStripe(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StripeOptions>().Bind(configuration.GetSection(StripeOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StripeOptions>, StripeOptionsValidator>();
        services.AddHttpClient<StripeClient>();
        services.AddScoped<IPaymentGateway, StripeGateway>();
        services.AddScoped<ISavedMethodGateway, StripeCards>();
        return services;
    }
}
