using System.ClientModel;
using System.ClientModel.Primitives;
using EzSolutions.Application.Conversations.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;

namespace EzSolutions.Infrastructure.Conversations.OpenAi;

internal static class OpenAiServices
{
    private const string HttpName = "language-model";

    /// <summary>Nothing is registered unless it is turned on: without a model there is nobody to ask.</summary>
    public static IServiceCollection AddOpenAi(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(ModelOptions.Section);
        services.AddOptions<ModelOptions>().Bind(section);
        if (!section.GetValue<bool>(nameof(ModelOptions.Enabled)))
            return services;

        services.AddOptions<OpenAiOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OpenAiOptions>, OpenAiOptionsValidator>();
        services.AddHttpClient(HttpName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
            .AddHttpMessageHandler(provider => new LimitedAnswer(provider.GetRequiredService<IOptions<OpenAiOptions>>().Value.AnswerBytes));
        services.AddSingleton<ModelPauses>();
        services.AddSingleton(Client);
        services.AddSingleton<ILanguageModel, OpenAiModel>();
        return services;
    }

    private static ChatClient Client(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<OpenAiOptions>>().Value;
        return new ChatClient(options.Name, new ApiKeyCredential(options.ApiKey), new OpenAIClientOptions
        {
            Endpoint = options.BaseAddress,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            Transport = new HttpClientPipelineTransport(provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpName)),
        });
    }
}
