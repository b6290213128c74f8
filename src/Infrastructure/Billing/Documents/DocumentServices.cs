using EzSolutions.Application.Billing.Documents;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Documents;

internal static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PrintOptions>().Bind(configuration.GetSection(PrintOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrintOptions>, PrintOptionsValidator>();
        services.AddSingleton<IDocumentPrinter, DocumentPrinter>();
        return services;
    }
}
