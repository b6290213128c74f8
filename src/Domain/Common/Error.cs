namespace EzSolutions.Domain.Common;

/// <summary>What sort of refusal an <see cref="Error"/> is; mapped once to an HTTP status, and to a way on in chat.</summary>
public enum ErrorKind
{
    Validation,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    RateLimited,
    /// <summary>Something outside did not answer; the same request may succeed later.</summary>
    Unavailable,
}

/// <summary>An expected refusal.</summary>
/// <param name="Code">Stable snake_case code, part of the public contract.</param>
/// <param name="Message">One clear sentence for the person who asked, with a way on where there is one.</param>
/// <param name="Kind">How it maps to a protocol.</param>
public sealed record Error(string Code, string Message, ErrorKind Kind)
{
    /// <summary>Messages per field, for <see cref="ErrorKind.Validation"/>.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>When to try again, for <see cref="ErrorKind.RateLimited"/> and <see cref="ErrorKind.Unavailable"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Error Validation(string code, string message) => new(code, message, ErrorKind.Validation);

    public static Error NotFound(string code, string message) => new(code, message, ErrorKind.NotFound);

    public static Error Conflict(string code, string message) => new(code, message, ErrorKind.Conflict);

    public static Error Forbidden(string code, string message) => new(code, message, ErrorKind.Forbidden);

    public static Error RateLimited(string code, string message, TimeSpan retryAfter) =>
        new(code, message, ErrorKind.RateLimited) { RetryAfter = retryAfter };

    public static Error Unavailable(string code, string message, TimeSpan? retryAfter = null) =>
        new(code, message, ErrorKind.Unavailable) { RetryAfter = retryAfter };
}
