using System.Text.Json;
using EzSolutions.Application.Conversations.Channels;

namespace EzSolutions.Bot.Channels.Slack;

internal static class SlackEvents
{
    private const int MostFiles = 10;

    private static readonly SlackInbound Nothing = new SlackInbound.Nothing();

    public static SlackInbound? Read(ReadOnlyMemory<byte> body)
    {
        if (SlackJson.Parse(body) is not { } root)
            return null;
        switch (root.Text("type"))
        {
            case "url_verification":
                return root.Text("challenge") is { } challenge ? new SlackInbound.Challenge(challenge) : null;
            case "event_callback":
                return root.Text("team_id") is { } team && root.Text("event_id") is { } id ? Event(root, root.At("event"), team, $"{team}:{id}") : null;
            case null:
                return null;
            default:
                return Nothing;
        }
    }

    private static SlackInbound Event(JsonElement root, JsonElement happened, string team, string id) => happened.Text("type") switch
    {
        "app_uninstalled" => new SlackInbound.Removed(team, TimeOf(root), "The app was removed from the workspace.", null),
        "tokens_revoked" when Bots(happened.At("tokens").At("bot")) is { Count: > 0 } bots =>
            new SlackInbound.Removed(team, TimeOf(root), "The workspace has revoked the app's token.", bots),
        "message" when happened.Text("channel_type") == "im" => Message(happened, team, id, isPrivate: true),
        "app_mention" => Message(happened, team, id, isPrivate: false),
        "assistant_thread_started" => Assistant(happened.At("assistant_thread"), team),
        _ => Nothing,
    };

    private static SlackInbound Message(JsonElement said, string team, string id, bool isPrivate)
    {
        var files = Files(said.At("files"));
        var withFiles = files.Count > 0 || said.Text("subtype") == "file_share";
        if (said.Text("bot_id") is not null || said.Text("subtype") is not (null or "file_share") || said.IsTrue("hidden") || IsFromOutside(said, team))
            return Nothing;
        if (said.Text("user") is not { } user || said.Text("channel") is not { } channel || (said.Text("text") ?? (withFiles ? "" : null)) is not { } text)
            return Nothing;
        // In a channel the answer goes into the message's thread; in a direct message only where the person wrote in one.
        var thread = said.Text("thread_ts") ?? (isPrivate ? null : said.Text("ts"));
        return new SlackInbound.Message(Sender(team, new SlackReference(channel, thread), user, isPrivate), id, SlackText.Read(text), files);
    }

    private static List<SlackFile> Files(JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.Object).Take(MostFiles).Select(SlackFile.Read)]
        : [];

    private static SlackInbound Assistant(JsonElement thread, string team) =>
        thread.Text("user_id") is { } user && thread.Text("channel_id") is { } channel && thread.Text("thread_ts") is { } ts
            ? new SlackInbound.Greeting(Sender(team, new SlackReference(channel, ts), user, isPrivate: true))
            : Nothing;

    private static DateTimeOffset? TimeOf(JsonElement root) =>
        root.At("event_time") is { ValueKind: JsonValueKind.Number } time && time.TryGetInt64(out var seconds) && seconds is > 0 and < 10_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static List<string> Bots(JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Where(b => b.ValueKind == JsonValueKind.String).Select(b => b.GetString()!)]
        : [];

    /// <summary>Slack Connect: members of another organisation in a shared channel are not of this workspace.</summary>
    private static bool IsFromOutside(JsonElement said, string team) =>
        (said.Text("user_team") is { } home && home != team) || (said.Text("team") is { } from && from != team);

    private static ChannelSender Sender(string team, SlackReference to, string user, bool isPrivate) =>
        new(SlackAdapter.Name, team, to.Key, user, null, isPrivate, to.Write());
}
