using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>What somebody does in Teams: <see cref="Activity"/> is laid over the activity that the client would send.</summary>
/// <param name="Authorization">The whole header instead of a good one; empty sends none.</param>
internal sealed record TeamsDeed(
    string? User = null, string? Name = null, string? Conversation = null, string? Kind = null, string? Tenant = null, JsonObject? Activity = null,
    TokenWish? Token = null, string? Authorization = null);

/// <summary>The service between Teams and the bot: builds the activity, signs a token, posts it, and says what came back.</summary>
internal sealed class BotService(TeamsStore store, BotTokens tokens, SandboxOptions options) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(15) };

    public void Dispose() => _http.Dispose();

    /// <param name="serviceUrl">Where the bot answers to; ends with a slash.</param>
    public async Task<JsonObject> DoAsync(TeamsDeed deed, string serviceUrl, CancellationToken ct)
    {
        var activity = store.Journal.Transact(() => Build(deed, serviceUrl));
        var claimed = ActivityRules.Text(activity, "serviceUrl") ?? serviceUrl;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.AppAddress, "/api/messages"))
        {
            Content = new StringContent(activity.ToJsonString(Journal.Json), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        var authorization = deed.Authorization ?? "Bearer " + tokens.Sign(deed.Token ?? new TokenWish(), claimed);
        if (authorization.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await _http.SendAsync(request, ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        return new JsonObject
        {
            ["status"] = (int)response.StatusCode,
            ["body"] = body,
            ["activityId"] = activity["id"]?.DeepClone(),
            ["conversation"] = (activity["conversation"] as JsonObject)?["id"]?.DeepClone(),
            ["authorization"] = authorization,
        };
    }

    private JsonObject Build(TeamsDeed deed, string serviceUrl)
    {
        var (user, kind, tenant) = (deed.User ?? "29:alice", deed.Kind ?? "personal", deed.Tenant ?? options.BotTenant);
        var member = new TeamsMember(user, deed.Name ?? "Alice Example");
        var conversation = store.Open(deed.Conversation, kind, tenant, [member]);
        var bot = "28:" + options.BotAppId;
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = TeamsStore.NewId(),
            ["timestamp"] = store.Now,
            ["channelId"] = "msteams",
            ["serviceUrl"] = serviceUrl,
            ["from"] = new JsonObject { ["id"] = user, ["name"] = member.Name, ["aadObjectId"] = user[3..] },
            ["conversation"] = new JsonObject
            {
                ["id"] = conversation.Id,
                ["conversationType"] = conversation.Kind,
                ["isGroup"] = conversation.Kind != "personal",
                ["tenantId"] = tenant,
            },
            ["recipient"] = new JsonObject { ["id"] = bot, ["name"] = "Assistant" },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
            ["locale"] = "en-US",
        };
        foreach (var (name, value) in deed.Activity ?? [])
        {
            if (value is null)
                activity.Remove(name);
            else
                activity[name] = value.DeepClone();
        }

        if (ActivityRules.Text(activity, "type") == "message" && ActivityRules.Text(activity, "id") is { } id)
            store.Add(conversation.Id, fromBot: false, activity, id);
        return activity;
    }
}
