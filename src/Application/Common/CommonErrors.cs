using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common;

public static class CommonErrors
{
    public static readonly Error SignInRequired =
        new("sign_in_required", "Please sign in first.", ErrorKind.Unauthenticated);

    public static readonly Error Forbidden =
        new("forbidden", "You are not allowed to do that.", ErrorKind.Forbidden);

    public static readonly Error Conflict =
        new("conflict", "Somebody changed this at the same moment. Please try again.", ErrorKind.Conflict);

    public static readonly Error IdempotencyKeyReused =
        new("idempotency_key_reused", "This Idempotency-Key was already used for a different request.", ErrorKind.Conflict);

    public static Error AssuranceTooLow(Assurance needed) =>
        new("assurance_too_low", $"Please confirm it is you first (needed: {needed}).", ErrorKind.Forbidden);

    public static Error Invalid(IReadOnlyDictionary<string, string[]> fields) =>
        new("validation_failed", "Some values are not right.", ErrorKind.Validation) { Fields = fields };
}
