using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Slack;

/// <param name="Token">The bot's, while the app is installed there.</param>
/// <param name="Scopes">What that token may; null: all that the app asks for.</param>
internal sealed record SlackTeam(string Id, string Name, string BotUser, string? Token = null, string? Scopes = null);

/// <param name="Home">Another workspace's id for a guest who is here by Slack Connect.</param>
internal sealed record SlackUser(string Id, string Team, string Name, string? Home = null);

/// <param name="User">Whose direct messages these are; null in a channel.</param>
internal sealed record SlackPlace(string Id, string Team, string? User = null);

/// <param name="Thread">The first message of the thread it stands in.</param>
/// <param name="User">Null: the bot.</param>
/// <param name="OnlyFor">Ephemeral: nobody else sees it.</param>
internal sealed record SlackMessage(
    string Id, string Team, string Place, string Ts, string? Thread, string? User, JsonObject Body, DateTimeOffset At, int Updates = 0, bool Deleted = false, string? OnlyFor = null);

/// <summary>The assistant's pane: a thread in the direct messages.</summary>
internal sealed record SlackAssistant(string Place, string Thread, string Status = "", string? Title = null, JsonArray? Prompts = null, string? PromptsTitle = null, int Titled = 0);

/// <param name="Errors">What the app found wrong with the last submission, by block.</param>
internal sealed record SlackView(string Id, string Team, string User, JsonObject Body, bool Open = true, JsonObject? Errors = null);

/// <summary>A permission to install, given by a person; the app exchanges its code for a token.</summary>
internal sealed record SlackGrant(string Code, string Team, string User, string RedirectUri, DateTimeOffset ExpiresAt, bool Used = false);

/// <summary>Two workspaces, who and what is in them.</summary>
internal sealed class SlackStore
{
    private readonly TimeProvider _clock;

    public SlackStore(Journal journal, SandboxOptions options)
    {
        (Journal, _clock) = (journal, options.Clock);
        Teams = journal.Table<SlackTeam>("slack_teams");
        Users = journal.Table<SlackUser>("slack_users");
        Places = journal.Table<SlackPlace>("slack_places");
        Messages = journal.Table<SlackMessage>("slack_messages");
        Assistants = journal.Table<SlackAssistant>("slack_assistants");
        Views = journal.Table<SlackView>("slack_views");
        Grants = journal.Table<SlackGrant>("slack_grants");
        journal.Transact(() =>
        {
            // The first has the app, as an administrator of it would have seen to; the second is there to be asked.
            if (Teams.Count == 0)
            {
                Teams.Put(options.SlackTeam, new SlackTeam(options.SlackTeam, "Sandbox", "UBOT0001", options.SlackBotToken));
                Teams.Put(options.SlackOtherTeam, new SlackTeam(options.SlackOtherTeam, "Another company", "UBOT0002"));
            }
        });
    }

    public Journal Journal { get; }

    public Table<SlackTeam> Teams { get; }

    public Table<SlackUser> Users { get; }

    public Table<SlackPlace> Places { get; }

    public Table<SlackMessage> Messages { get; }

    public Table<SlackAssistant> Assistants { get; }

    public Table<SlackView> Views { get; }

    public Table<SlackGrant> Grants { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public static string NewId(char kind) => kind + RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 10);

    public SlackTeam Team(string id) => Teams.Find(id) ?? throw new SlackRefusal("team_not_found");

    /// <summary>Whoever is named is there: people need no invitation here.</summary>
    public SlackUser Person(string team, string name, string? home = null)
    {
        var id = "U" + Letters(team + ":" + name);
        if (Users.Find(id) is { } known && known.Home == home)
            return known;
        var user = new SlackUser(id, team, name, home);
        Users.Put(id, user);
        return user;
    }

    public SlackPlace Direct(SlackUser user)
    {
        var id = "D" + user.Id[1..];
        if (Places.Find(id) is { } known)
            return known;
        var place = new SlackPlace(id, user.Team, user.Id);
        Places.Put(id, place);
        return place;
    }

    public SlackPlace Channel(string team, string name)
    {
        var id = "C" + Letters(team + "#" + name);
        if (Places.Find(id) is { } known)
            return known;
        var place = new SlackPlace(id, team);
        Places.Put(id, place);
        return place;
    }

    public SlackMessage Write(SlackPlace place, string? thread, string? user, JsonObject body, string? onlyFor = null)
    {
        var ts = string.Create(CultureInfo.InvariantCulture, $"{Now.ToUnixTimeSeconds()}.{Messages.Count + 1:D6}");
        var message = new SlackMessage($"{place.Id}:{ts}", place.Team, place.Id, ts, thread, user, body.Copy(), Now, OnlyFor: onlyFor);
        Messages.Put(message.Id, message);
        return message;
    }

    public SlackMessage? Message(string place, string ts) => Messages.Find($"{place}:{ts}") is { Deleted: false } found ? found : null;

    private static string Letters(string of) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(of)))[..9];
}
