using EzSolutions.Application.Billing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Razorpay;

internal static class RazorpayServices
{
    /// <summary>Nothing without a key id.</summary>
    public static IServiceCollection AddRazorpay(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(RazorpayOptions.Section);
        if (section.Get<RazorpayOptions>() is not { IsSetUp: true })
            return services;
        services.AddOptions<RazorpayOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RazorpayOptions>, RazorpayOptionsValidator>();
        services.AddHttpClient<RazorpayClient>();
        services.AddScoped<IPaymentGateway, RazorpayGateway>();
        return services;
    }
}
