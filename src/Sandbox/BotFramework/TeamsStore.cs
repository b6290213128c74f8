using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.BotFramework;

/// <param name="Kind">personal, groupChat or channel.</param>
/// <param name="Blocked">Null, or why the bot may not write: MessageWritesBlocked, BotNotInConversationRoster.</param>
internal sealed record TeamsConversation(string Id, string Kind, string Tenant, IReadOnlyList<TeamsMember> Members, string? Blocked = null);

internal sealed record TeamsMember(string Id, string Name);

/// <param name="FromBot">Else a person wrote it.</param>
internal sealed record TeamsActivity(string Id, string Conversation, bool FromBot, JsonObject Body, DateTimeOffset At, int Updates = 0, bool Deleted = false);

/// <summary>Conversations of the tenant, and what stands in them.</summary>
internal sealed class TeamsStore(Journal journal, TimeProvider clock)
{
    public Journal Journal { get; } = journal;

    public Table<TeamsConversation> Conversations { get; } = journal.Table<TeamsConversation>("teams_conversations");

    public Table<TeamsActivity> Activities { get; } = journal.Table<TeamsActivity>("teams_activities");

    public DateTimeOffset Now => clock.GetUtcNow();

    public static string NewId() => RandomNumberGenerator.GetString("0123456789", 13);

    public TeamsConversation Conversation(string id) => Conversations.Find(id) ?? throw BotRefusal.Missing("Conversation");

    public TeamsActivity Activity(string conversation, string id) =>
        Activities.Find(id) is { Deleted: false } found && found.Conversation == conversation ? found : throw BotRefusal.Missing("Activity");

    /// <summary>A person alone with the bot has one conversation, however often it is asked for.</summary>
    public TeamsConversation Open(string? id, string kind, string tenant, IReadOnlyList<TeamsMember> members)
    {
        var known = id is not null ? Conversations.Find(id)
            : kind == "personal" ? Conversations.All().FirstOrDefault(c => c.Kind == kind && c.Tenant == tenant && c.Members.Any(m => m.Id == members[0].Id)) : null;
        if (known is not null && members.All(m => known.Members.Contains(m)))
            return known;
        id ??= known?.Id ?? (kind == "personal" ? "a:" : "19:") + NewId() + (kind == "personal" ? "" : "@thread.tacv2");
        var opened = (known ?? new TeamsConversation(id, kind, tenant, [])) with { Members = [.. (known?.Members ?? []).Where(k => members.All(m => m.Id != k.Id)), .. members] };
        Conversations.Put(id, opened);
        return opened;
    }

    public TeamsActivity Add(string conversation, bool fromBot, JsonObject body, string? id = null)
    {
        var activity = new TeamsActivity(id ?? NewId(), conversation, fromBot, Copy(body), Now);
        Activities.Put(activity.Id, activity);
        return activity;
    }

    /// <summary>Through text, so that a number reads the same before and after a restart.</summary>
    public static JsonObject Copy(JsonObject body) => JsonNode.Parse(body.ToJsonString(Journal.Json))!.AsObject();
}
