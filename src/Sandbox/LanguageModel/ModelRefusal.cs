using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.LanguageModel;

/// <summary>An error in the vendor's form.</summary>
internal sealed record ModelRefusal(int Status, string Code, string Message, string? Param = null)
{
    public static ModelRefusal Bad(string message, string? param = null) => new(400, "invalid_request_error", message, param);

    public static ModelRefusal Of(int status) => status switch
    {
        429 => new ModelRefusal(429, "rate_limit_exceeded", "Rate limit reached for requests."),
        503 => new ModelRefusal(503, "overloaded", "The engine is currently overloaded, please try again later."),
        _ => new ModelRefusal(status, "server_error", "The server had an error while processing your request."),
    };

    public JsonObject Body() => new()
    {
        ["error"] = new JsonObject { ["message"] = Message, ["type"] = Status >= 500 ? "server_error" : "invalid_request_error", ["param"] = Param, ["code"] = Code },
    };
}
