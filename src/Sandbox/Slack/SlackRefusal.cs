using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Slack;

/// <summary>An error in Slack's form: HTTP 200 that says no. It undoes the call.</summary>
/// <param name="details">What is wrong with the arguments, one line each.</param>
internal sealed class SlackRefusal(string error, params string[] details) : Exception(error)
{
    public JsonObject Body()
    {
        var body = new JsonObject { ["ok"] = false, ["error"] = Message };
        if (details.Length > 0)
            body["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. details.Select(d => (JsonNode)("[ERROR] " + d))]) };
        return body;
    }
}

/// <summary>Too much at once: 429 with Retry-After.</summary>
internal sealed class SlackThrottled(TimeSpan wait) : Exception("ratelimited")
{
    public int Seconds { get; } = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
