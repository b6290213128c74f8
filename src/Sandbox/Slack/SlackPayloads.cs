using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EzSolutions.Sandbox.Slack;

/// <summary>Requests as Slack writes them.</summary>
internal sealed partial class SlackPayloads(SlackStore store, SlackTriggers triggers, SandboxOptions options)
{
    /// <summary>As the client sends what was typed: signs escaped, addresses marked up.</summary>
    public static string Typed(string text)
    {
        var escaped = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return Address().Replace(escaped, m => m.Value.Contains('@', StringComparison.Ordinal) ? $"<mailto:{m.Value}|{m.Value}>"
            : m.Value.Contains("://", StringComparison.Ordinal) ? $"<{m.Value}>" : $"<http://{m.Value}|{m.Value}>");
    }

    public static void Lay(JsonObject? wanted, JsonObject over)
    {
        foreach (var (name, value) in wanted ?? [])
        {
            if (value is null)
                over.Remove(name);
            else
                over[name] = value.DeepClone();
        }
    }

    public JsonObject Envelope(SlackTeam team, JsonObject happened) => new()
    {
        ["token"] = "sandbox",
        ["team_id"] = team.Id,
        ["api_app_id"] = options.SlackAppId,
        ["event"] = happened,
        ["type"] = "event_callback",
        ["event_id"] = "Ev" + SlackStore.NewId('0'),
        ["event_time"] = store.Now.ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = team.Id, ["user_id"] = team.BotUser, ["is_bot"] = true }),
        ["is_ext_shared_channel"] = false,
    };

    public JsonObject Message(SlackMessage written, SlackUser user, bool mention)
    {
        var happened = new JsonObject
        {
            ["type"] = mention ? "app_mention" : "message",
            ["channel"] = written.Place,
            ["user"] = user.Id,
            ["text"] = written.Body.Text("text"),
            ["ts"] = written.Ts,
            ["event_ts"] = written.Ts,
            ["team"] = user.Home ?? user.Team,
        };
        if (!mention)
            happened["channel_type"] = written.Place[0] == 'D' ? "im" : "channel";
        if (user.Home is { } home)
            happened["user_team"] = home;
        if (written.Thread is { } thread)
            happened["thread_ts"] = thread;
        return happened;
    }

    public JsonObject Assistant(string type, SlackPlace place, string thread, SlackUser user) => new()
    {
        ["type"] = type,
        ["assistant_thread"] = new JsonObject { ["user_id"] = user.Id, ["context"] = new JsonObject { ["team_id"] = user.Team }, ["channel_id"] = place.Id, ["thread_ts"] = thread },
        ["event_ts"] = thread,
    };

    public JsonObject Press(SlackUser user, SlackMessage message, JsonObject button, JsonObject state)
    {
        var payload = Interaction("block_actions", user);
        payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.Place, ["is_ephemeral"] = message.OnlyFor is not null };
        payload["channel"] = new JsonObject { ["id"] = message.Place, ["name"] = message.Place[0] == 'D' ? "directmessage" : "channel" };
        payload["message"] = new JsonObject { ["type"] = "message", ["ts"] = message.Ts, ["text"] = message.Body.Text("text"), ["bot_id"] = "B0001" };
        if (message.Thread is { } thread)
        {
            payload["container"]!["thread_ts"] = thread;
            payload["message"]!["thread_ts"] = thread;
        }

        payload["state"] = new JsonObject { ["values"] = state };
        var pressed = new JsonObject { ["type"] = "button", ["action_id"] = button.Text("action_id"), ["text"] = button["text"]!.DeepClone(), ["action_ts"] = $"{store.Now.ToUnixTimeMilliseconds() / 1000m:F6}" };
        if (button.Text("value") is { } value)
            pressed["value"] = value;
        payload["actions"] = new JsonArray(pressed);
        return payload;
    }

    public JsonObject Submission(SlackUser user, SlackView view, JsonObject state)
    {
        var payload = Interaction("view_submission", user);
        var shown = view.Body.Copy();
        (shown["id"], shown["team_id"], shown["hash"]) = (view.Id, view.Team, "1." + view.Id);
        shown["state"] = new JsonObject { ["values"] = state };
        payload["view"] = shown;
        return payload;
    }

    public JsonObject Shortcut(SlackUser user, string callback)
    {
        var payload = Interaction("shortcut", user);
        payload["callback_id"] = callback;
        return payload;
    }

    private JsonObject Interaction(string type, SlackUser user) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = user.Team, ["domain"] = "sandbox" },
        ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name, ["name"] = user.Name, ["team_id"] = user.Home ?? user.Team },
        ["api_app_id"] = options.SlackAppId,
        ["token"] = "sandbox",
        ["trigger_id"] = triggers.New(user.Team, user.Id),
        ["action_ts"] = $"{store.Now.ToUnixTimeMilliseconds() / 1000m:F6}",
    };

    [GeneratedRegex(@"https?://\S+|\b[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+|\b[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*\.(com|org|net|example|io|de|in)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Address();
}
