using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Razorpay;

/// <summary>An error in Razorpay's form; it undoes the call.</summary>
internal sealed class RazorpayRefusal(int status, string code, string description) : Exception(description)
{
    public int Status { get; } = status;

    public string? Field { get; init; }

    public static RazorpayRefusal Bad(string description, string? field = null) => new(400, "BAD_REQUEST_ERROR", description) { Field = field };

    public static RazorpayRefusal Missing() => Bad("The id provided does not exist");

    public JsonObject Body() => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["description"] = Message,
            ["source"] = "business",
            ["step"] = "payment_initiation",
            ["reason"] = Field is null ? "NA" : "input_validation_failed",
            ["metadata"] = new JsonObject(),
            ["field"] = Field,
        },
    };
}
