using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.BotFramework;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Bot.Channels.Teams;

/// <summary>What came of a request to the bot's address.</summary>
/// <param name="Body">JSON; null without one.</param>
public sealed record BotReply(int Status, object? Body = null, Error? Error = null);

/// <summary>The Bot Framework's requests: who calls is settled before anything is read, and nothing is answered that was not stored first.</summary>
public sealed class TeamsMessages
{
    private static readonly Error NotAnActivity = Error.Validation("activity_invalid", "The body must be a Bot Framework activity with a type.");
    private static readonly Error OtherChannel = Error.Forbidden("bot_channel_not_supported", "Only Microsoft Teams is served here.");

    private readonly IBotFrameworkAuthenticator _authenticator;
    private readonly TeamsReceiver _receiver;

    internal TeamsMessages(IBotFrameworkAuthenticator authenticator, TeamsReceiver receiver) => (_authenticator, _receiver) = (authenticator, receiver);

    /// <summary>Whether the request may speak at all: asked before its body is read.</summary>
    public Task<Result<BotFrameworkCaller>> AuthenticateAsync(string? authorization, CancellationToken ct) => _authenticator.AuthenticateAsync(authorization, ct);

    public async Task<BotReply> ReceiveAsync(BotFrameworkCaller caller, byte[] body, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (TeamsActivity.Read(body) is not { } activity)
            return new BotReply(400, Error: NotAnActivity);
        if (caller.Vouch(activity.ChannelId ?? "", activity.ServiceUrl ?? "", activity.Tenant) is { IsSuccess: false, Error: { } refusal })
            return new BotReply(refusal.Kind == ErrorKind.Unauthenticated ? 401 : 403, Error: refusal);
        if (activity.ChannelId is not (TeamsChannel.Id or TeamsChannel.EmulatorId))
            return new BotReply(403, Error: OtherChannel);
        return await _receiver.ReceiveAsync(activity, ct) switch
        {
            TeamsAnswer.Taken => new BotReply(200),
            TeamsAnswer.Shown shown => new BotReply(200, new { statusCode = shown.Status, type = shown.Type, value = shown.Value }),
            TeamsAnswer.NotImplemented => new BotReply(501),
            TeamsAnswer.Refused { Error: var error } => new BotReply(0, Error: error),
            _ => new BotReply(200),
        };
    }
}

public static class TeamsBot
{
    /// <summary>The Teams channel; its connector and authenticator are registered by the infrastructure.</summary>
    public static IServiceCollection AddTeamsChannel(this IServiceCollection services)
    {
        services.AddSingleton<TeamsRenderer>();
        services.AddTransient<TeamsFiles>();
        services.AddTransient<TeamsReceiver>();
        services.AddTransient<IChannelAdapter, TeamsAdapter>();
        services.AddTransient(provider => new TeamsMessages(provider.GetRequiredService<IBotFrameworkAuthenticator>(), provider.GetRequiredService<TeamsReceiver>()));
        return services;
    }
}
