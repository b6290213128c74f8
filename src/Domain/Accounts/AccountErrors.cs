using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Accounts;

public static class AccountErrors
{
    public static readonly Error CustomerNotFound =
        Error.NotFound("customer_not_found", "There is no such customer.");

    public static readonly Error EmailInvalid =
        Error.Validation("email_invalid", "That does not look like an e-mail address.");

    public static readonly Error CodeExpired =
        Error.Validation("code_expired", "That code is not valid any more. Please ask for a new one.");

    public static readonly Error InvalidCredentials =
        new("invalid_credentials", "E-mail or password is not right.", ErrorKind.Unauthenticated);

    public static readonly Error SessionExpired =
        new("session_expired", "Your session has ended. Please sign in again.", ErrorKind.Unauthenticated);

    public static Error CodeWrong(int triesLeft) =>
        Error.Validation("code_wrong", triesLeft == 1 ? "That code is not right. One try left." : $"That code is not right. {triesLeft} tries left.");

    public static Error CodeSentRecently(TimeSpan wait) =>
        Error.RateLimited("code_sent_recently", $"A code was sent just now. Another can be sent in {Seconds(wait)} seconds.", wait);

    public static Error TooManyCodes(TimeSpan wait) =>
        Error.RateLimited("too_many_codes", $"Too many codes were sent. Please try again in {Minutes(wait)} minutes.", wait);

    public static Error SignInLocked(TimeSpan wait) =>
        Error.RateLimited("sign_in_locked", $"Too many wrong tries. Signing in is locked for {Minutes(wait)} minutes.", wait);

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    private static int Minutes(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));
}
