using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace EzSolutions.WebApi.Common;

internal static class ErrorHandling
{
    /// <summary>Problem details everywhere; an exception is a bug: logged with its trace id, answered as 500 with that id and nothing else.</summary>
    public static IServiceCollection AddErrorHandling(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            if (problem.Extensions.TryGetValue("retryAfter", out var seconds))
            {
                problem.Extensions.Remove("retryAfter");
                context.HttpContext.Response.Headers.RetryAfter = seconds?.ToString();
            }

            problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
            problem.Extensions.TryAdd("code", DefaultCode(problem.Status));
        });
        services.AddExceptionHandler<UnexpectedExceptions>();
        return services;
    }

    private static string DefaultCode(int? status) => status switch
    {
        StatusCodes.Status400BadRequest => "bad_request",
        StatusCodes.Status401Unauthorized => "sign_in_required",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "body_too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        _ => "internal_error",
    };

    private sealed class UnexpectedExceptions(IProblemDetailsService problems) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            var status = exception is BadHttpRequestException bad ? bad.StatusCode
                : IsTextNobodyStores(exception) ? StatusCodes.Status400BadRequest
                : StatusCodes.Status500InternalServerError;
            var isOurs = status >= StatusCodes.Status500InternalServerError;
            httpContext.Response.StatusCode = status;
            return await problems.TryWriteAsync(new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails = new ProblemDetails
                {
                    Status = status,
                    Title = isOurs ? "Something went wrong on our side" : "The request could not be read",
                    Detail = isOurs ? "Please try again. If it goes on, tell us the trace id." : "Check the form of the body and of the values in it.",
                },
            });
        }

        /// <summary>The character U+0000, which PostgreSQL refuses in any text, a looked-up one too.</summary>
        private static bool IsTextNobodyStores(Exception exception) =>
            exception is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }
            || (exception.InnerException is { } inner && IsTextNobodyStores(inner));
    }
}
