using System.Security.Claims;
using System.Text.Encodings.Web;
using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Domain.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Auth;

/// <summary>
/// One scheme for all sessions: an opaque token as bearer, as <c>access_token</c> in the query of a hub connection (browsers cannot set headers there),
/// or in the staff cookie. A cookie counts on unsafe requests only together with the header that other sites cannot send.
/// </summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ISessionAuthenticator sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";
    public const string StaffCookie = "ez_staff";
    public const string CsrfHeader = "X-EZ-CSRF";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (token, fromCookie) = FindToken();
        if (token is null)
        {
            return AuthenticateResult.NoResult();
        }

        if (fromCookie && !IsSafe(Request) && !Request.Headers.ContainsKey(CsrfHeader))
        {
            return AuthenticateResult.Fail($"Requests with the staff cookie need the {CsrfHeader} header.");
        }

        if (await sessions.AuthenticateAsync(token, Context.RequestAborted) is not { } identity)
        {
            return AuthenticateResult.Fail("The session has ended.");
        }

        if (fromCookie && identity.Subject.Kind != SessionKind.Staff)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(new SessionFeature(identity, token));
        var claims = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, identity.SessionId.ToString())], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(claims), Scheme.Name));
    }

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
        || request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal);

    private (string? Token, bool FromCookie) FindToken()
    {
        // Direct Line's tokens are its own, and no cookie counts there.
        if (Request.Path.StartsWithSegments("/v3/directline", StringComparison.OrdinalIgnoreCase))
        {
            return (null, false);
        }

        if (Request.Headers.Authorization.ToString() is { Length: > 7 } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return (header[7..].Trim(), false);
        }

        if (Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && Request.Query["access_token"].ToString() is { Length: > 0 } query)
        {
            return (query, false);
        }

        return (Request.Cookies[StaffCookie], true);
    }
}

/// <summary>The session the running request came with.</summary>
internal sealed record SessionFeature(SessionIdentity Identity, string Token);
