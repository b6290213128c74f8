using EzSolutions.Application.Accounts;
using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.WebApi.Auth;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Accounts;

/// <summary>Signing in and out: customers by one-time code, staff by password into a cookie.</summary>
internal static class AuthEndpoints
{
    public static RouteGroupBuilder MapAccounts(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Accounts");
        auth.MapPost("/codes", SendCode).WithName("SendSignInCode").WithSummary("E-mail a one-time sign-in code").RequireRateLimiting(RateLimits.SignIn);
        auth.MapPost("/sessions", SignIn).WithName("SignInWithCode").WithSummary("Sign in with a one-time code").RequireRateLimiting(RateLimits.SignIn);
        auth.MapPost("/refresh", Refresh).WithName("RefreshSession").WithSummary("New tokens for a refresh token");
        auth.MapPost("/staff/sign-in", SignInStaff).WithName("SignInStaff").WithSummary("Sign a colleague in, into a cookie").RequireRateLimiting(RateLimits.SignIn);
        auth.MapPost("/sign-out", SignOut).WithName("SignOut").WithSummary("End the session this request came with");
        auth.MapGet("/me", Me).WithName("Me").WithSummary("Who this session speaks for");
        return api;
    }

    private static async Task<Results<Accepted<SignInCodeSent>, ProblemHttpResult>> SendCode(SendCodeBody body, HttpContext http, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RequestSignInCode(body.Email, http.Language()), ct)).ToAccepted();

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> SignIn(SignInBody body, HttpContext http, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SignInWithCode(body.Email, body.Code, body.Name, http.Language()), ct)).ToOk(signedIn => TokenAnswer.Of(signedIn.Session));

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> Refresh(RefreshBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RenewSession(body.RefreshToken), ct)).ToOk(TokenAnswer.Of);

    private static async Task<Results<Ok<MeAnswer>, ProblemHttpResult>> SignInStaff(
        StaffSignInBody body, HttpContext http, IMediator mediator, ISessionAuthenticator sessions, CancellationToken ct)
    {
        var signedIn = await mediator.Send(new SignInStaff(body.Email, body.Password), ct);
        if (!signedIn.IsSuccess)
        {
            return signedIn.Error.ToProblem();
        }

        http.Response.Cookies.Append(SessionAuthentication.StaffCookie, signedIn.Value.Token, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Expires = signedIn.Value.ExpiresAt,
            Path = "/",
        });
        var identity = await sessions.AuthenticateAsync(signedIn.Value.Token, ct);
        return identity is null ? AccountErrors.SessionExpired.ToProblem() : TypedResults.Ok(MeAnswer.Of(identity, body.Email));
    }

    private static async Task<NoContent> SignOut(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        if (http.Features.Get<SessionFeature>() is { } session)
        {
            await mediator.Send(new EndSession(session.Identity.SessionId), ct);
        }

        http.Response.Cookies.Delete(SessionAuthentication.StaffCookie, new CookieOptions { Path = "/" });
        return TypedResults.NoContent();
    }

    private static Results<Ok<MeAnswer>, ProblemHttpResult> Me(HttpContext http) =>
        http.Features.Get<SessionFeature>() is { Identity: { Subject.Kind: not SessionKind.Visitor } identity }
            ? TypedResults.Ok(MeAnswer.Of(identity, identity.Email))
            : CommonErrors.SignInRequired.ToProblem();

    /// <param name="Email">Where to send the code.</param>
    internal sealed record SendCodeBody(string Email);

    /// <param name="Name">Kept for a new account.</param>
    internal sealed record SignInBody(string Email, string Code, string? Name);

    internal sealed record RefreshBody(string RefreshToken);

    internal sealed record StaffSignInBody(string Email, string Password);

    /// <param name="AccessToken">Goes with every request as <c>Authorization: Bearer</c>; 15 minutes.</param>
    /// <param name="RefreshToken">Works once; 7 days.</param>
    internal sealed record TokenAnswer(string AccessToken, DateTimeOffset ExpiresAt, string RefreshToken, DateTimeOffset RefreshExpiresAt)
    {
        public static TokenAnswer Of(IssuedSession session) => new(session.Token, session.ExpiresAt, session.RefreshToken, session.RefreshExpiresAt);
    }

    /// <param name="Kind">staff or customer.</param>
    internal sealed record MeAnswer(string Kind, Guid Id, string Name, string? Email, IReadOnlyList<StaffRole> Roles)
    {
        public static MeAnswer Of(SessionIdentity identity, string? email) => identity.Actor switch
        {
            Actor.Staff staff => new MeAnswer("staff", staff.StaffId, staff.Name, email, [.. staff.Roles.Order()]),
            Actor.Customer customer => new MeAnswer("customer", customer.CustomerId, identity.Name, email, []),
            _ => throw new InvalidOperationException("Not somebody who signed in."),
        };
    }
}
