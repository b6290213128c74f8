using System.Text;
using System.Text.Json;
using EzSolutions.Application.Conversations.Channels;

namespace EzSolutions.Bot.Channels.Slack;

internal static class SlackInteractions
{
    /// <summary>Direct messages' ids begin so.</summary>
    private const char DirectMessage = 'D';

    public static SlackInbound? Read(string payload)
    {
        if (SlackJson.Parse(Encoding.UTF8.GetBytes(payload)) is not { } root || root.Text("type") is not { } type)
            return null;
        return type == "block_actions" ? Press(root) : new SlackInbound.Nothing();
    }

    private static SlackInbound Press(JsonElement root)
    {
        var (user, container) = (root.At("user"), root.At("container"));
        var action = root.At("actions") is { ValueKind: JsonValueKind.Array } actions && actions.GetArrayLength() > 0 ? actions[0] : default;
        if (root.At("team").Text("id") is not { } team || user.Text("id") is not { } userId || (user.Text("team_id") is { } home && home != team)
            || container.Text("channel_id") is not { } channel || container.Text("message_ts") is not { } message
            || SlackButtons.Read(action.Text("value")) is not { } button)
            return new SlackInbound.Nothing();

        var isPrivate = channel[0] == DirectMessage;
        var thread = container.Text("thread_ts") ?? root.At("message").Text("thread_ts");
        var to = new SlackReference(channel, thread);
        var sender = new ChannelSender(SlackAdapter.Name, team, to.Key, userId, user.Text("name"), isPrivate, to.Write());
        var values = SlackInputs.Read(root.At("state").At("values"));
        return new SlackInbound.Press(
            sender, $"{team}:{channel}:{message}:{userId}:{action.Text("action_ts")}", new ChannelPress(button.EntryId, button.ActionId, values));
    }
}
