using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Texts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Email;

public static class EmailInfrastructure
{
    /// <summary>What mails say.</summary>
    public static LanguageFiles Languages => EmailTemplates.Languages;

    public static IServiceCollection AddEmail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmailOptions>().Bind(configuration.GetSection("Email")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmailOptions>, EmailOptionsValidator>();
        services.AddSingleton<EmailTemplates>();
        services.AddScoped<IMailer, Mailer>();
        return services;
    }
}
