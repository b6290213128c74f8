using System.Globalization;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>The protocol's form of a refusal: <c>{error: {code, message}}</c>. 403 and 404 stop a client, so they are used for what they mean to it.</summary>
internal sealed record DirectLineRefusal(int Status, string Code, string Message, TimeSpan? RetryAfter = null) : IResult
{
    public static readonly DirectLineRefusal NoToken = new(401, "MissingToken", "Send a token or a secret: Authorization: Bearer ...");
    public static readonly DirectLineRefusal TokenExpired = new(403, "TokenExpired", "Token has expired");
    public static readonly DirectLineRefusal WrongToken = new(403, "BadArgument", "Invalid token or secret");
    public static readonly DirectLineRefusal WrongOrigin = new(403, "BadArgument", "This page's origin is not trusted with this token");
    public static readonly DirectLineRefusal NotFound = new(404, "BadArgument", "Conversation not found");
    public static readonly DirectLineRefusal NoActivity = new(400, "BadArgument", "The body is no activity: it needs at least a type");
    public static readonly DirectLineRefusal FilesGoToUpload = new(400, "BadArgument", "Files are sent to /upload");
    public static readonly DirectLineRefusal NoUpload = new(400, "BadArgument", "Send multipart/form-data with up to 10 files");
    public static readonly DirectLineRefusal NoSocket = new(400, "BadArgument", "This address takes WebSocket connections");

    public static DirectLineRefusal TooFast(TimeSpan wait) => new(429, "TooManyRequests", "Too many requests. Please wait a moment.", wait);

    /// <summary>Our own refusals by the protocol's words; the codes of ours that a person can act on stay as they are.</summary>
    public static DirectLineRefusal Of(Error error) => error switch
    {
        { Code: "conversation_not_found" } => NotFound,
        { Kind: ErrorKind.Unauthenticated } => TokenExpired,
        { Kind: ErrorKind.RateLimited } => new(429, error.Code, error.Message, error.RetryAfter ?? TimeSpan.FromSeconds(1)),
        // Any 4xx but 403 is final to a client; 5xx it tries again.
        { Kind: ErrorKind.Unavailable } => new(502, "BotRejectedActivity", error.Message),
        _ => new(HttpResults.StatusOf(error.Kind) is 404 or 409 ? 400 : HttpResults.StatusOf(error.Kind), error.Code, error.Message),
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        if (RetryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return httpContext.Response.WriteAsJsonAsync(new { error = new { code = Code, message = Message } }, httpContext.RequestAborted);
    }
}
