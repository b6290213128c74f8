using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>An error in the Connector's form; it undoes the call.</summary>
internal sealed class BotRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static BotRefusal Bad(string code, string message) => new(400, code, message);

    public static BotRefusal Missing(string what) => new(404, what + "NotFound", what + " not found.");

    public JsonObject Body() => new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = Message } };
}
