using System.Text.Json.Nodes;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Conversations.Channels.BotFramework;

/// <summary>Says who calls, by the token the Bot Framework signs its requests with.</summary>
public interface IBotFrameworkAuthenticator
{
    /// <summary>
    /// Checks everything about the token that does not depend on the activity; nothing of the request is read before. Errors: bot_token_invalid (401),
    /// bot_keys_unavailable (503: without keys nothing is accepted).
    /// </summary>
    /// <param name="authorization">The request's Authorization header.</param>
    Task<Result<BotFrameworkCaller>> AuthenticateAsync(string? authorization, CancellationToken ct);
}

/// <summary>What a verified token allows.</summary>
public abstract class BotFrameworkCaller
{
    /// <summary>
    /// Whether the activity may come with this token: its channel is endorsed by the signing key, its service address is the one in the token and may
    /// be called, its tenant is one of ours. Errors: bot_token_invalid (401), bot_tenant_not_allowed (403).
    /// </summary>
    public abstract Result<Done> Vouch(string channelId, string serviceUrl, string? tenant);
}

/// <summary>The Connector: how messages get to a channel of the Bot Framework. Never throws for what the service does.</summary>
public interface IBotFrameworkConnector
{
    /// <summary>Puts a new message into a conversation. Not idempotent: without a clear answer the outcome is unknown.</summary>
    /// <param name="serviceUrl">From a verified request.</param>
    Task<DeliveryOutcome> SendAsync(string serviceUrl, string conversationId, JsonObject activity, CancellationToken ct);

    /// <summary>Changes a message of ours in place; doing it twice is the same as once.</summary>
    /// <returns>Null: that message is not there any more.</returns>
    Task<DeliveryOutcome?> UpdateAsync(string serviceUrl, string conversationId, string activityId, JsonObject activity, CancellationToken ct);

    /// <summary>Fetches a file that came with a message, from the addresses that such files lie at and nowhere else.</summary>
    /// <returns>Null when it cannot be had: another address, too large, no answer.</returns>
    Task<byte[]?> FetchFileAsync(string serviceUrl, Uri address, CancellationToken ct);
}

public static class BotFrameworkErrors
{
    public static readonly Error TokenInvalid =
        new("bot_token_invalid", "The request is not signed by the Bot Framework for this bot.", ErrorKind.Unauthenticated);

    public static readonly Error TenantNotAllowed =
        Error.Forbidden("bot_tenant_not_allowed", "This organisation is not served here. Add its tenant id to Channels:Teams:AllowedTenants.");

    public static readonly Error KeysUnavailable =
        Error.Unavailable("bot_keys_unavailable", "The Bot Framework's signing keys cannot be had right now.", TimeSpan.FromSeconds(10));
}
