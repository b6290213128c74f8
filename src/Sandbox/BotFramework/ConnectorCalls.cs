using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Effects;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>The Connector's calls below a service address.</summary>
internal sealed class ConnectorCalls(ConnectorApi api, TeamsStore store, EffectLog effects, SandboxOptions options)
{
    private const string Root = "/botframework/teams/v3/conversations";

    public void Map(WebApplication app)
    {
        app.MapPost(Root, context => api.HandleAsync(context, writes: false, Open));
        app.MapPost(Root + "/{conversation}/activities", (HttpContext context, string conversation) => api.HandleAsync(context, writes: true, body => Send(conversation, null, body)));
        app.MapPost(Root + "/{conversation}/activities/{activity}", (HttpContext context, string conversation, string activity) => api.HandleAsync(context, writes: true, body => Send(conversation, activity, body)));
        app.MapPut(Root + "/{conversation}/activities/{activity}", (HttpContext context, string conversation, string activity) => api.HandleAsync(context, writes: true, body => Update(conversation, activity, body)));
        app.MapDelete(Root + "/{conversation}/activities/{activity}", (HttpContext context, string conversation, string activity) => api.HandleAsync(context, writes: true, _ => Delete(conversation, activity)));
        app.MapGet(Root + "/{conversation}/pagedmembers", (HttpContext context, string conversation) => api.HandleAsync(context, writes: false, _ => Members(context, conversation)));
    }

    private (int, JsonNode?) Open(JsonObject body)
    {
        if (body["bot"] is not JsonObject bot || ActivityRules.Text(bot, "id") is not { } id || id != "28:" + options.BotAppId)
            throw BotRefusal.Bad("BadSyntax", "bot.id must be the id of this bot.");
        var tenant = ActivityRules.Text(body, "tenantId") ?? (body["channelData"]?["tenant"]?["id"] as JsonValue)?.ToString();
        if (tenant != options.BotTenant)
            throw BotRefusal.Bad("BadArgument", "The tenant of the conversation is missing or unknown.");
        if (body["members"] is not JsonArray { Count: 1 } members || members[0] is not JsonObject member || ActivityRules.Text(member, "id") is not { } memberId)
            throw BotRefusal.Bad("BadSyntax", "members must name one person.");
        if (body["isGroup"] is JsonValue group && group.TryGetValue(out bool isGroup) && isGroup)
            throw BotRefusal.Bad("BadArgument", "A bot cannot start a group chat.");
        var opened = store.Open(null, "personal", tenant, [new TeamsMember(memberId, ActivityRules.Text(member, "name") ?? "")]);
        return (201, new JsonObject { ["id"] = opened.Id });
    }

    private (int, JsonNode?) Send(string conversation, string? replyTo, JsonObject activity)
    {
        Writable(conversation);
        ActivityRules.Check(activity);
        if (replyTo is not null)
            store.Activity(conversation, replyTo);
        if (ActivityRules.Text(activity, "type") != "message")
            return (202, new JsonObject());
        var sent = store.Add(conversation, fromBot: true, activity);
        Record(sent, "sent");
        return (201, new JsonObject { ["id"] = sent.Id });
    }

    private (int, JsonNode?) Update(string conversation, string id, JsonObject activity)
    {
        Writable(conversation);
        ActivityRules.Check(activity);
        var before = store.Activity(conversation, id);
        if (!before.FromBot)
            throw new BotRefusal(403, "Forbidden", "Only the bot's own messages can be changed.");
        var after = before with { Body = TeamsStore.Copy(activity), Updates = before.Updates + 1 };
        store.Activities.Put(id, after);
        Record(after, "updated");
        return (200, new JsonObject { ["id"] = id });
    }

    private (int, JsonNode?) Delete(string conversation, string id)
    {
        Writable(conversation);
        var before = store.Activity(conversation, id);
        store.Activities.Put(id, before with { Deleted = true });
        Record(before, "deleted");
        return (200, null);
    }

    private (int, JsonNode?) Members(HttpContext context, string conversation)
    {
        var members = store.Conversation(conversation).Members;
        var size = int.TryParse(context.Request.Query["pageSize"], out var asked) ? Math.Clamp(asked, 50, 500) : 200;
        var from = int.TryParse(context.Request.Query["continuationToken"], out var start) ? start : 0;
        var page = new JsonObject
        {
            ["members"] = new JsonArray([.. members.Skip(from).Take(size).Select(m => (JsonNode)new JsonObject { ["id"] = m.Id, ["name"] = m.Name })]),
        };
        if (from + size < members.Count)
            page["continuationToken"] = (from + size).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return (200, page);
    }

    private void Writable(string conversation)
    {
        if (store.Conversation(conversation).Blocked is { } why)
            throw new BotRefusal(403, why, "The bot is not allowed to write here.");
    }

    private void Record(TeamsActivity activity, string what) => effects.TeamsMessage(new TeamsEffect(
        activity.Conversation, activity.Id, what, ActivityRules.Text(activity.Body, "text"), activity.Body["attachments"] is JsonArray { Count: > 0 }, store.Now));
}
