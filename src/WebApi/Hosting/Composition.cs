using System.Text.Json.Serialization.Metadata;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using EzSolutions.Application.Common.Texts;
using EzSolutions.Application.Support;
using EzSolutions.Bot;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Languages;
using EzSolutions.Bot.Understanding;
using EzSolutions.Infrastructure.Accounts;
using EzSolutions.Infrastructure.Billing;
using EzSolutions.Infrastructure.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Infrastructure.Conversations;
using EzSolutions.Infrastructure.Email;
using EzSolutions.Infrastructure.Provisioning;
using EzSolutions.Infrastructure.Support;
using EzSolutions.WebApi.Accounts;
using EzSolutions.WebApi.Auth;
using EzSolutions.WebApi.Billing;
using EzSolutions.WebApi.Billing.Subscriptions;
using EzSolutions.WebApi.Catalog;
using EzSolutions.WebApi.Common;
using EzSolutions.WebApi.Conversations;
using EzSolutions.WebApi.Conversations.DirectLine;
using EzSolutions.WebApi.Conversations.Slack;
using EzSolutions.WebApi.FrontEnds;
using EzSolutions.WebApi.Ordering;
using EzSolutions.WebApi.Provisioning;
using EzSolutions.WebApi.Support;
using EzSolutions.WebApi.Support.Help;
using Microsoft.AspNetCore.SignalR;

namespace EzSolutions.WebApi.Hosting;

/// <summary>The composition root: every feature's services and endpoints, one line each.</summary>
internal static class Composition
{
    public static void AddEzSolutions(this WebApplicationBuilder builder, LocalSurroundings surroundings)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);

        // The host would print a stack for what StartupFailure says in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        services.AddApplication(typeof(InfrastructureServices).Assembly, typeof(BotServices).Assembly);
        services.AddInfrastructureCore(configuration, surroundings.ConnectionString);
        services.AddAccounts();
        services.AddEmail(configuration);
        services.AddBilling(configuration);
        services.AddProvisioning(configuration);
        services.AddSupport();
        services.AddKnowledge();
        services.AddConversations(configuration);
        services.AddUnderstanding();
        services.AddBot();
        services.AddTeams(configuration);
        services.AddSingleton(new UnderstandingAccess(OpenToAll: builder.Environment.IsDevelopment()));

        services.AddSessionAuth();
        services.AddErrorHandling();
        services.AddRateLimits(configuration);
        services.ConfigureHttpJsonOptions(json =>
        {
            var options = DomainJson.Configure(json.SerializerOptions);
            options.RespectNullableAnnotations = true;
            options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RequiredParts.Mark);
        });
        services.AddOpenApi();
        services.AddFrontEnds(configuration);
        services.AddHealth();
        services.AddSignalR(hub => hub.AddFilter(new ActorHubFilter()))
            .AddJsonProtocol(json => DomainJson.Configure(json.PayloadSerializerOptions));
        services.AddConversationsWeb();
        services.AddDirectLine(configuration);
        services.AddSlack(configuration);
    }

    public static void UseEzSolutions(this WebApplication app)
    {
        LanguageGaps.Tell(app.Logger, LanguageFiles.Own, LanguageGaps.Files, EmailInfrastructure.Languages, PageTexts.Languages);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseCors();
        app.UseActors();
        app.UseRateLimiter();

        var api = app.MapGroup("/api/v1");
        api.MapAccounts();
        api.MapBillingDetails();
        api.MapCatalog();
        api.MapOrdering();
        api.MapBilling();
        api.MapPaymentMethods();
        api.MapRefunds();
        api.MapSubscriptions();
        api.MapReconciliation();
        api.MapSupport();
        api.MapKnowledge();
        api.MapUnderstanding();
        api.MapProvisioning();
        api.MapChat();
        api.MapConsole().MapHandoff();
        api.MapInstallations();
        app.MapConversationHubs();
        app.MapDirectLine();
        app.MapSlack();

        app.MapOpenApi();
        app.UseSwaggerUI(docs =>
        {
            docs.RoutePrefix = "docs";
            docs.DocumentTitle = "EZ Solutions API";
            docs.SwaggerEndpoint("/openapi/v1.json", "v1");
        });
        app.MapHealth();
        app.MapPay();
        app.MapAccountPages();
        app.MapDocuments();
        app.MapGatewayWebhooks();
        app.MapTeams();
        app.MapCredentialsPage();
        app.MapAccountLinks();
        app.MapHelp();
        app.MapFrontEnds();
    }

    /// <summary>Migrates under a lock, and in Development puts demo data into an empty installation.</summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDatabaseStartup>().MigrateAsync(app.Lifetime.ApplicationStopping);
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("demo-seed"));
        foreach (var seed in scope.ServiceProvider.GetServices<IDemoSeed>().OrderBy(s => s.Order))
        {
            await seed.SeedAsync(app.Lifetime.ApplicationStopping);
        }
    }
}
