using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Effects;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Slack;

/// <summary>The Web API's methods, as one app's bot may call them.</summary>
internal sealed class SlackMethods(SlackStore store, SlackPace pace, SlackTriggers triggers, SlackFiles files, EffectLog effects, Journal journal, SandboxOptions options)
{
    /// <summary>Once a message is changed, its text has this many bytes with its signs escaped.</summary>
    private const int LongestUpdate = 4_000;

    private const int LongestText = 40_000;

    private sealed record Revoked(string Team);

    private readonly Table<Revoked> _revoked = journal.Table<Revoked>("slack_revoked_tokens");

    public bool WasRevoked(string token) => _revoked.Find(token) is not null;

    public JsonObject Call(string method, SlackTeam team, JsonObject arguments) => method switch
    {
        "auth.test" => new() { ["team_id"] = team.Id, ["team"] = team.Name, ["user_id"] = team.BotUser, ["bot_id"] = "B" + team.BotUser[1..] },
        "auth.revoke" => Revoke(team),
        "chat.postMessage" => Post(team, arguments),
        "chat.update" => Update(team, arguments),
        "chat.postEphemeral" => PostEphemeral(team, arguments),
        "conversations.open" => Open(team, arguments),
        "conversations.history" => History(Readable(team, arguments), null, arguments),
        "conversations.replies" => History(Readable(team, arguments), arguments.Needed("ts"), arguments),
        "files.info" => files.Info(team, arguments.Needed("file")),
        "users.info" => UserInfo(team, arguments.Needed("user")),
        "views.open" => OpenView(team, arguments),
        "views.update" => UpdateView(team, arguments),
        "assistant.threads.setStatus" => Assist(team, arguments, (a, args) => a with { Status = args.Text("status") ?? throw new SlackRefusal("invalid_arguments", "missing required field: status") }),
        "assistant.threads.setTitle" => Assist(team, arguments, Name),
        "assistant.threads.setSuggestedPrompts" => Assist(team, arguments, Prompt),
        _ => throw new SlackRefusal("unknown_method"),
    };

    /// <summary>A person's permission becomes a token; a code works once, for ten minutes, and for the address it was sent to.</summary>
    public JsonObject Exchange(string authorization, JsonObject arguments)
    {
        var (id, secret) = Credentials(authorization, arguments);
        if (id != options.SlackClientId)
            throw new SlackRefusal("invalid_client_id");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(options.SlackClientSecret)))
            throw new SlackRefusal("bad_client_secret");
        if (store.Grants.Find(arguments.Needed("code")) is not { } grant || grant.ExpiresAt <= store.Now)
            throw new SlackRefusal("invalid_code");
        if (grant.Used)
            throw new SlackRefusal("code_already_used");
        if (arguments.Text("redirect_uri") != grant.RedirectUri)
            throw new SlackRefusal("bad_redirect_uri");
        store.Grants.Put(grant.Code, grant with { Used = true });
        var team = store.Team(grant.Team);
        team = team with { Scopes = null, Token = team.Token ?? "xoxb-sandbox-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) };
        store.Teams.Put(team.Id, team);
        return new JsonObject
        {
            ["app_id"] = options.SlackAppId,
            ["authed_user"] = new JsonObject { ["id"] = grant.User },
            ["scope"] = SlackConsent.Scopes,
            ["token_type"] = "bot",
            ["access_token"] = team.Token,
            ["bot_user_id"] = team.BotUser,
            ["team"] = new JsonObject { ["id"] = team.Id, ["name"] = team.Name },
            ["enterprise"] = null,
            ["is_enterprise_install"] = false,
        };
    }

    public JsonObject Revoke(SlackTeam team)
    {
        if (team.Token is { } token)
            _revoked.Put(token, new Revoked(team.Id));
        store.Teams.Put(team.Id, team with { Token = null });
        return new JsonObject { ["revoked"] = true };
    }

    private static (string Id, string Secret) Credentials(string authorization, JsonObject arguments)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.Ordinal))
            return (arguments.Text("client_id") ?? "", arguments.Text("client_secret") ?? "");
        Span<byte> bytes = stackalloc byte[512];
        var parts = (Convert.TryFromBase64String(authorization["Basic ".Length..], bytes, out var length) ? Encoding.UTF8.GetString(bytes[..length]) : "").Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : ("", "");
    }

    private JsonObject Post(SlackTeam team, JsonObject arguments)
    {
        var place = Writable(team, arguments);
        CheckContent(arguments, LongestText);
        var thread = Thread(place, arguments);
        pace.Post(team.Id, place.Id);
        var written = store.Write(place, thread, null, arguments);
        // A message of the app ends what it said it was doing.
        if (thread is not null && store.Assistants.Find($"{place.Id}:{thread}") is { } assistant)
            store.Assistants.Put($"{place.Id}:{thread}", assistant with { Status = "" });
        Record(written, "sent");
        return new JsonObject { ["channel"] = place.Id, ["ts"] = written.Ts, ["message"] = Shown(written) };
    }

    private JsonObject Update(SlackTeam team, JsonObject arguments)
    {
        var place = Writable(team, arguments);
        CheckContent(arguments, LongestUpdate);
        pace.Update(team.Id);
        var before = store.Message(place.Id, arguments.Needed("ts")) is { OnlyFor: null } found ? found : throw new SlackRefusal("message_not_found");
        if (before.User is not null)
            throw new SlackRefusal("cant_update_message");
        var after = before with { Body = arguments.Copy(), Updates = before.Updates + 1 };
        store.Messages.Put(after.Id, after);
        Record(after, "updated");
        return new JsonObject { ["channel"] = place.Id, ["ts"] = after.Ts, ["text"] = after.Body.Text("text") };
    }

    private JsonObject PostEphemeral(SlackTeam team, JsonObject arguments)
    {
        var place = Writable(team, arguments);
        CheckContent(arguments, LongestText);
        if (store.Users.Find(arguments.Needed("user")) is not { } user || user.Team != team.Id)
            throw new SlackRefusal("user_not_in_channel");
        var written = store.Write(place, Thread(place, arguments), null, arguments, onlyFor: user.Id);
        Record(written, "whispered");
        return new JsonObject { ["message_ts"] = written.Ts };
    }

    private JsonObject Open(SlackTeam team, JsonObject arguments) =>
        store.Users.Find(arguments.Needed("users")) is { } user && user.Team == team.Id
            ? new JsonObject { ["channel"] = new JsonObject { ["id"] = store.Direct(user).Id } }
            : throw new SlackRefusal("user_not_found");

    private JsonObject History(SlackPlace place, string? thread, JsonObject arguments)
    {
        var oldest = arguments.Text("oldest") ?? "0";
        var most = int.TryParse(arguments.Text("limit"), out var asked) ? Math.Clamp(asked, 1, 999) : 100;
        var withMetadata = arguments.Flag("include_all_metadata");
        var found = store.Messages.All().Where(m => m.Place == place.Id && m is { Deleted: false, OnlyFor: null }
            && (thread is null ? m.Thread is null || m.Thread == m.Ts : m.Thread == thread || m.Ts == thread)
            && string.CompareOrdinal(m.Ts, oldest) >= 0).ToList();
        var page = thread is null ? found.AsEnumerable().Reverse().Take(most) : found.Take(most);
        return new JsonObject
        {
            ["messages"] = new JsonArray([.. page.Select(m => (JsonNode)Shown(m, withMetadata))]),
            ["has_more"] = found.Count > most,
        };
    }

    private JsonObject UserInfo(SlackTeam team, string id) => store.Users.Find(id) is { } user && user.Team == team.Id
        ? new JsonObject { ["user"] = new JsonObject { ["id"] = user.Id, ["team_id"] = user.Home ?? user.Team, ["name"] = user.Name, ["is_bot"] = false, ["deleted"] = false, ["locale"] = "en-US", ["profile"] = new JsonObject { ["display_name"] = user.Name } } }
        : throw new SlackRefusal("user_not_found");

    private JsonObject OpenView(SlackTeam team, JsonObject arguments)
    {
        var body = Parsed(arguments["view"]);
        BlockRules.CheckView(body);
        var user = triggers.Exchange(team.Id, arguments.Needed("trigger_id"));
        var view = new SlackView(SlackStore.NewId('V'), team.Id, user, body!.AsObject().Copy());
        store.Views.Put(view.Id, view);
        return new JsonObject { ["view"] = new JsonObject { ["id"] = view.Id } };
    }

    private JsonObject UpdateView(SlackTeam team, JsonObject arguments)
    {
        var body = Parsed(arguments["view"]);
        BlockRules.CheckView(body);
        var view = store.Views.Find(arguments.Needed("view_id")) is { Open: true } found && found.Team == team.Id ? found : throw new SlackRefusal("not_found");
        store.Views.Put(view.Id, view with { Body = body!.AsObject().Copy(), Errors = null });
        return new JsonObject { ["view"] = new JsonObject { ["id"] = view.Id } };
    }

    private JsonObject Assist(SlackTeam team, JsonObject arguments, Func<SlackAssistant, JsonObject, SlackAssistant> change)
    {
        var channel = arguments.Needed("channel_id");
        if (store.Places.Find(channel) is not { } place || place.Team != team.Id)
            throw new SlackRefusal("channel_not_found");
        var key = $"{channel}:{arguments.Needed("thread_ts")}";
        store.Assistants.Put(key, change(store.Assistants.Find(key) ?? throw new SlackRefusal("invalid_thread_ts"), arguments));
        return [];
    }

    private SlackAssistant Name(SlackAssistant assistant, JsonObject arguments)
    {
        pace.Title(store.Places.Find(assistant.Place)!.Team);
        return assistant with { Title = arguments.Needed("title"), Titled = assistant.Titled + 1 };
    }

    private static SlackAssistant Prompt(SlackAssistant assistant, JsonObject arguments)
    {
        if (Parsed(arguments["prompts"]) is not JsonArray { Count: > 0 and <= 4 } prompts || prompts.Objects().Count(p => p.Text("title") is { Length: > 0 } && p.Text("message") is { Length: > 0 }) != prompts.Count)
            throw new SlackRefusal("invalid_arguments", "prompts: one to four, each with title and message");
        return assistant with { Prompts = JsonNode.Parse(prompts.ToJsonString(Journal.Json))!.AsArray(), PromptsTitle = arguments.Text("title") };
    }

    /// <summary>Forms carry JSON as text.</summary>
    private static JsonNode? Parsed(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? JsonNode.Parse(text) : node;

    private static void CheckContent(JsonObject arguments, int longest)
    {
        var text = arguments.Text("text");
        if (string.IsNullOrEmpty(text) && arguments["blocks"] is not JsonArray { Count: > 0 })
            throw new SlackRefusal("no_text");
        if (text is not null && (longest == LongestUpdate ? Encoding.UTF8.GetByteCount(text) : text.Length) > longest)
            throw new SlackRefusal("msg_too_long");
        BlockRules.CheckMessage(arguments["blocks"]);
        if (arguments["metadata"] is { } metadata && (metadata.Text("event_type") is null || metadata["event_payload"] is not JsonObject))
            throw new SlackRefusal("invalid_metadata_format");
    }

    private SlackPlace Writable(SlackTeam team, JsonObject arguments) => Readable(team, arguments);

    /// <summary>Another workspace's channel is as good as none.</summary>
    private SlackPlace Readable(SlackTeam team, JsonObject arguments) =>
        store.Places.Find(arguments.Needed("channel")) is { } place && place.Team == team.Id ? place : throw new SlackRefusal("channel_not_found");

    private string? Thread(SlackPlace place, JsonObject arguments)
    {
        if (arguments.Text("thread_ts") is not { } thread)
            return null;
        return store.Message(place.Id, thread) is { } root ? root.Thread ?? root.Ts
            : store.Assistants.Find($"{place.Id}:{thread}") is not null ? thread : throw new SlackRefusal("thread_not_found");
    }

    private static JsonObject Shown(SlackMessage message, bool withMetadata = false)
    {
        var shown = message.Body.Copy();
        if (!withMetadata)
            shown.Remove("metadata");
        (shown["type"], shown["ts"]) = ("message", message.Ts);
        if (message.Thread is not null)
            shown["thread_ts"] = message.Thread;
        if (message.User is not null)
            shown["user"] = message.User;
        else
            shown["bot_id"] = "B0001";
        return shown;
    }

    private void Record(SlackMessage message, string what) => effects.SlackMessage(new SlackEffect(
        message.Team, message.Place, message.Thread, message.Ts, what, message.Body.Text("text"), message.Body["blocks"] is JsonArray { Count: > 0 }, store.Now));
}
