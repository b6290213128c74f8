using EzSolutions.Application.Conversations;
using EzSolutions.WebApi.Auth;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace EzSolutions.WebApi.Conversations;

internal static class ConversationsWeb
{
    private const int LargestHubMessage = 64 * 1024;

    /// <summary>Hubs and the push to their readers.</summary>
    public static IServiceCollection AddConversationsWeb(this IServiceCollection services)
    {
        services.Configure<HubOptions>(options => options.MaximumReceiveMessageSize = LargestHubMessage);
        services.AddSingleton<LiveReaders>();
        services.AddSingleton<HubSockets>();
        services.AddSingleton<InboxFeed>();
        services.AddSingleton<EntryRelay>();
        services.AddSingleton<IEntryPush>(provider => provider.GetRequiredService<EntryRelay>());
        services.AddHostedService(provider => provider.GetRequiredService<EntryRelay>());
        services.AddHostedService(provider => provider.GetRequiredService<InboxFeed>());
        services.AddHostedService<SocketGuard>();
        services.AddHostedService<StaffPresenceBeat>();
        return services;
    }

    public static IEndpointRouteBuilder MapConversationHubs(this IEndpointRouteBuilder app)
    {
        app.MapHub<ChatHub>("/hubs/chat", OnlySockets).WithSession(sameOrigin: false);
        app.MapHub<ConsoleHub>("/hubs/console", OnlySockets).WithSession(sameOrigin: true);
        return app;
    }

    private static void OnlySockets(HttpConnectionDispatcherOptions options) => options.Transports = HttpTransportType.WebSockets;

    /// <summary>No session, no socket. Where a cookie is the proof, another site's page must not open one with it.</summary>
    private static void WithSession(this HubEndpointConventionBuilder hub, bool sameOrigin) => hub.Add(endpoint =>
    {
        var inner = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = http =>
        {
            http.Response.StatusCode = http.Features.Get<SessionFeature>() is null ? StatusCodes.Status401Unauthorized
                : sameOrigin && !IsSameOrigin(http.Request) ? StatusCodes.Status403Forbidden
                : StatusCodes.Status200OK;
            return http.Response.StatusCode == StatusCodes.Status200OK ? inner(http) : Task.CompletedTask;
        };
    });

    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin ||
        (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
