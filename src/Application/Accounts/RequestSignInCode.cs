using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Accounts;

/// <summary>
/// E-mails a one-time sign-in code (6 digits, 5 minutes). An address nobody has used before gets one too: proving it creates the account.
/// Answers alike whether the account exists. Errors: email_invalid, code_sent_recently (retry after), too_many_codes, sign_in_locked.
/// </summary>
/// <param name="Email">Where to send it.</param>
/// <param name="Locale">BCP 47 tag of the language that it is asked for in; null takes the account's.</param>
[Access(Audience.Anyone)]
public sealed record RequestSignInCode(string Email, string? Locale = null) : ICommand<SignInCodeSent>;

/// <param name="ExpiresAt">The code works until then.</param>
/// <param name="ResendAfter">Another may be asked for after this.</param>
public sealed record SignInCodeSent(string Email, DateTimeOffset ExpiresAt, DateTimeOffset ResendAfter);

internal sealed class RequestSignInCodeHandler(IStore store, IIdGenerator ids, IMailer mailer, TimeProvider time)
    : IRequestHandler<RequestSignInCode, Result<SignInCodeSent>>
{
    public async Task<Result<SignInCodeSent>> Handle(RequestSignInCode request, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(request.Email, out var email))
        {
            return AccountErrors.EmailInvalid;
        }

        var challenge = await FindAsync(email, cancellationToken);
        var now = time.GetUtcNow();
        var issued = challenge.Issue(now);
        if (!issued.IsSuccess)
        {
            return issued.Error;
        }

        var minutes = (int)SignInChallenge.CodeLife.TotalMinutes;
        await mailer.QueueAsync(
            email.Value,
            "sign-in-code",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = issued.Value, ["minutes"] = minutes },
            cancellationToken,
            locale: request.Locale);
        return new SignInCodeSent(email.Value, now + SignInChallenge.CodeLife, now + SignInChallenge.PauseBetweenSends);
    }

    private async Task<SignInChallenge> FindAsync(EmailAddress email, CancellationToken ct)
    {
        var known = await store.FirstOrDefaultAsync(
            store.Query<SignInChallenge>().Where(c => c.Email == email.Value).Select(c => new { c.Id }), ct);
        if (known is not null && await store.FindLockedAsync<SignInChallenge>(known.Id, ct) is { } challenge)
        {
            return challenge;
        }

        var first = SignInChallenge.For(ids.NewId(), email);
        store.Add(first);
        return first;
    }
}
