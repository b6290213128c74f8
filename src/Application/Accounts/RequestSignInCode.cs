using EzSolutions.Application.Common;

namespace EzSolutions.Application.Accounts;

/// <summary>
/// E-mails a one-time sign-in code (6 digits, 5 minutes). An address nobody has used before gets one too: proving it creates the account.
/// Answers alike whether the account exists. Errors: email_invalid, code_sent_recently (retry after), too_many_codes, sign_in_locked.
/// </summary>
/// <param name="Email">Where to send it.</param>
[Access(Audience.Anyone)]
public sealed record RequestSignInCode(string Email) : ICommand<SignInCodeSent>;

/// <param name="ExpiresAt">The code works until then.</param>
/// <param name="ResendAfter">Another may be asked for after this.</param>
public sealed record SignInCodeSent(string Email, DateTimeOffset ExpiresAt, DateTimeOffset ResendAfter);
