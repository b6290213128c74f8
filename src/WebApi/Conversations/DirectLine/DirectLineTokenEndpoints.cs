using System.Text.Json;
using System.Text.Json.Serialization;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.DirectLine;
using EzSolutions.Bot.Channels.DirectLine;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>Tokens: a site's server gets them for its secret, its pages start conversations with them.</summary>
internal static class DirectLineTokenEndpoints
{
    private const int LongestUserId = 100;
    private const int LargestBody = 16 * 1024;

    /// <summary>Ids that only a token may carry, so that no page can take somebody else's.</summary>
    private const string ReservedPrefix = "dl_";

    /// <summary>For a secret; starts nothing.</summary>
    public static async Task<IResult> Generate(
        HttpContext http, DirectLineTokens tokens, DirectLineLimits limits, IIdGenerator ids, IOptionsMonitor<DirectLineOptions> options)
    {
        if (DirectLineAccess.Bearer(http) is not { } secret)
            return DirectLineRefusal.NoToken;
        if (tokens.SiteOf(secret) is not { } site)
            return limits.Take($"address:{http.ClientAddress()}") is { } wait ? DirectLineRefusal.TooFast(wait) : DirectLineRefusal.WrongToken;
        var (body, refusal) = await BodyAsync(http, mayNameAnybody: true);
        if (body is null)
            return refusal!;

        var token = new DirectLineToken(site, ids.NewId(), TokenUse.Conversation, body.User?.Id, body.User?.Name, body.TrustedOrigins, Expires: 0);
        return Results.Json(DirectLineConversation.Of(token, tokens, options.CurrentValue));
    }

    /// <summary>A token that still holds becomes a new one; one that has expired cannot.</summary>
    public static async Task<IResult> Refresh(
        HttpContext http, DirectLineAccess access, DirectLineTokens tokens, IMediator mediator, IOptionsMonitor<DirectLineOptions> options)
    {
        var (token, refusal) = access.Check(http, DirectLineAccess.Bearer(http), TokenUse.Conversation);
        if (token is null)
            return refusal!;
        http.ActAs(new Actor.System("direct-line"));
        var extended = await mediator.Send(new ExtendDirectLine(token.ConversationId), http.RequestAborted);
        return extended.IsSuccess ? Results.Json(DirectLineConversation.Of(token, tokens, options.CurrentValue)) : DirectLineRefusal.Of(extended.Error);
    }

    /// <summary>Starts the token's conversation (201), or finds it started (200); with a secret always a new one.</summary>
    public static async Task<IResult> Start(
        HttpContext http,
        DirectLineAccess access,
        DirectLineTokens tokens,
        DirectLineLinks links,
        IMediator mediator,
        IIdGenerator ids,
        IOptionsMonitor<DirectLineOptions> options)
    {
        if (DirectLineAccess.Bearer(http) is not { } bearer)
            return DirectLineRefusal.NoToken;
        var site = tokens.SiteOf(bearer);
        var (token, refusal) = site is null
            ? access.Check(http, bearer, TokenUse.Conversation)
            : (new DirectLineToken(site, ids.NewId(), TokenUse.Conversation, User: null, Name: null, Origins: null, Expires: 0), null);
        if (token is null)
            return refusal!;
        var (body, wrong) = await BodyAsync(http, mayNameAnybody: site is not null);
        if (body is null)
            return wrong!;

        // What the token says of its user wins over what a page says.
        var mine = token with { User = token.User ?? body.User?.Id, Name = token.Name ?? (site is null ? null : body.User?.Name), Origins = token.Origins ?? body.TrustedOrigins };
        http.ActAs(new Actor.System("direct-line"));
        var opened = await mediator.Send(
            new OpenDirectLine(mine.ConversationId, mine.Name, body.Locale, site is null ? http.ClientAddress() : null, UserOf(mine)), http.RequestAborted);
        return opened.IsSuccess
            ? Results.Json(
                DirectLineConversation.Of(mine, tokens, links, options.CurrentValue, watermark: 0),
                statusCode: opened.Value.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK)
            : DirectLineRefusal.Of(opened.Error);
    }

    /// <summary>A person of their own is only whom the site's server has named: other ids any page could make up.</summary>
    private static DirectLineUser? UserOf(DirectLineToken token) =>
        token.User?.StartsWith(ReservedPrefix, StringComparison.Ordinal) == true ? new DirectLineUser(token.Site, token.User) : null;

    private static async Task<(StartBody? Body, DirectLineRefusal? Refusal)> BodyAsync(HttpContext http, bool mayNameAnybody)
    {
        if (http.Request.ContentLength > LargestBody)
            return (null, Wrong("The body is too large"));
        using var text = new MemoryStream();
        await http.Request.Body.CopyToAsync(text, http.RequestAborted);
        StartBody? body;
        try
        {
            body = text.Length == 0 ? new StartBody() : JsonSerializer.Deserialize<StartBody>(text.GetBuffer().AsSpan(0, (int)text.Length), ActivityJson.Options);
        }
        catch (JsonException)
        {
            body = null;
        }
        if (body is null)
            return (null, Wrong("The body is not valid JSON"));
        var id = body.User?.Id;
        if (id is { Length: > LongestUserId })
            return (null, Wrong("A user id can have up to 100 characters"));
        if (!mayNameAnybody && id is not null && id.StartsWith(ReservedPrefix, StringComparison.Ordinal))
            return (null, Wrong("User ids that begin with dl_ have to stand in the token"));
        if (body.TrustedOrigins?.FirstOrDefault(o => !DirectLineOptionsValidator.IsOrigin(o)) is { } origin)
            return (null, Wrong($"'{origin}' is not an origin, such as https://www.example.com"));
        return (body with { User = string.IsNullOrEmpty(id) ? body.User is { } user ? user with { Id = null } : null : body.User }, null);
    }

    private static DirectLineRefusal Wrong(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    private sealed record StartBody(StartUser? User = null, string? Locale = null, IReadOnlyList<string>? TrustedOrigins = null);

    private sealed record StartUser(string? Id = null, string? Name = null);
}

/// <summary>What the token calls answer.</summary>
internal sealed record DirectLineConversation(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Uri? StreamUrl = null)
{
    public static DirectLineConversation Of(DirectLineToken token, DirectLineTokens tokens, DirectLineOptions options) => new(
        token.ConversationId.ToString("N"), tokens.Sign(token, options.TokenLifetime), (int)options.TokenLifetime.TotalSeconds);

    public static DirectLineConversation Of(DirectLineToken token, DirectLineTokens tokens, DirectLineLinks links, DirectLineOptions options, long watermark) =>
        Of(token, tokens, options) with { StreamUrl = links.Stream(token, watermark) };
}
