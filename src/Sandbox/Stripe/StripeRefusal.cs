using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>An error in Stripe's form. A card error keeps what happened; any other undoes the call.</summary>
internal sealed class StripeRefusal(int status, string type, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string? Code { get; init; }

    public string? Param { get; init; }

    public static StripeRefusal Invalid(string message, string? param = null, string? code = null) =>
        new(400, "invalid_request_error", message) { Param = param, Code = code };

    public static StripeRefusal Missing(string kind, string id, string param) =>
        new(404, "invalid_request_error", $"No such {kind}: '{id}'") { Param = param, Code = "resource_missing" };

    public JsonObject Body()
    {
        var error = new JsonObject { ["message"] = Message, ["type"] = type };
        if (Code is not null)
        {
            error["code"] = Code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{Code.Replace('_', '-')}";
        }

        if (Param is not null)
            error["param"] = Param;
        return new JsonObject { ["error"] = error };
    }
}
