using EzSolutions.Domain.Common;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Common;

/// <summary>The one place where a result becomes HTTP: RFC 9457 problem details with <c>code</c> and, for validation, <c>errors</c>.</summary>
internal static class HttpResults
{
    public static Results<Ok<T>, ProblemHttpResult> ToOk<T>(this Result<T> result) =>
        result.IsSuccess ? TypedResults.Ok(result.Value) : result.Error.ToProblem();

    /// <summary>200 with what <paramref name="map"/> makes of the value.</summary>
    public static Results<Ok<TOther>, ProblemHttpResult> ToOk<T, TOther>(this Result<T> result, Func<T, TOther> map) =>
        result.IsSuccess ? TypedResults.Ok(map(result.Value)) : result.Error.ToProblem();

    public static Results<Created<T>, ProblemHttpResult> ToCreated<T>(this Result<T> result, Func<T, string> location) =>
        result.IsSuccess ? TypedResults.Created(location(result.Value), result.Value) : result.Error.ToProblem();

    public static Results<Accepted<T>, ProblemHttpResult> ToAccepted<T>(this Result<T> result) =>
        result.IsSuccess ? TypedResults.Accepted((string?)null, result.Value) : result.Error.ToProblem();

    public static Results<NoContent, ProblemHttpResult> ToNoContent<T>(this Result<T> result) =>
        result.IsSuccess ? TypedResults.NoContent() : result.Error.ToProblem();

    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Validation => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static ProblemHttpResult ToProblem(this Error error)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = error.Code };
        if (error.Fields is { Count: > 0 })
        {
            extensions["errors"] = error.Fields;
        }

        if (error.RetryAfter is { } wait)
        {
            // ProblemDetailsDefaults writes it into the Retry-After header.
            extensions["retryAfter"] = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        }

        return TypedResults.Problem(error.Message, statusCode: StatusOf(error.Kind), title: Title(error.Kind), extensions: extensions);
    }

    private static string Title(ErrorKind kind) => kind switch
    {
        ErrorKind.Validation => "The request is not valid",
        ErrorKind.Unauthenticated => "Sign in first",
        ErrorKind.Forbidden => "Not allowed",
        ErrorKind.NotFound => "Not found",
        ErrorKind.Conflict => "Conflict",
        ErrorKind.RateLimited => "Too many requests",
        ErrorKind.Unavailable => "Not available right now",
        _ => "Error",
    };
}
