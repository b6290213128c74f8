using System.Text;
using System.Text.Json;
using EzSolutions.Application.Conversations.Channels;

namespace EzSolutions.Bot.Channels.Slack;

internal static class SlackInteractions
{
    /// <summary>Direct messages' ids begin so.</summary>
    private const char DirectMessage = 'D';

    private static readonly SlackInbound Nothing = new SlackInbound.Nothing();

    public static SlackInbound? Read(string payload)
    {
        if (SlackJson.Parse(Encoding.UTF8.GetBytes(payload)) is not { } root || root.Text("type") is not { } type)
            return null;
        var user = root.At("user");
        if (root.At("team").Text("id") is not { } team || user.Text("id") is not { } userId || (user.Text("team_id") is { } home && home != team))
            return Nothing;
        var who = (Team: team, User: userId, Name: user.Text("name"));
        return type switch
        {
            "block_actions" => Press(root, who),
            "view_submission" => Submission(root.At("view"), who),
            "shortcut" => SlackShortcuts.WordsOf(root.Text("callback_id")) is { } words && root.Text("trigger_id") is { } trigger
                ? new SlackInbound.Shortcut(team, userId, who.Name, $"{team}:{trigger}", words)
                : Nothing,
            _ => Nothing,
        };
    }

    private static SlackInbound Press(JsonElement root, (string Team, string User, string? Name) who)
    {
        var container = root.At("container");
        var action = root.At("actions") is { ValueKind: JsonValueKind.Array } actions && actions.GetArrayLength() > 0 ? actions[0] : default;
        if (container.Text("channel_id") is not { } channel || container.Text("message_ts") is not { } message || SlackButtons.Read(action.Text("value")) is not { } button)
            return Nothing;

        var to = new SlackReference(channel, container.Text("thread_ts") ?? root.At("message").Text("thread_ts"));
        var sender = Sender(who, to);
        if (SlackButtons.Opens(action.Text("action_id")) && root.Text("trigger_id") is { } trigger)
            return new SlackInbound.Open(sender, trigger, button.EntryId, button.ActionId == SlackForm.Choose ? null : button.ActionId);
        return new SlackInbound.Press(
            sender, $"{who.Team}:{channel}:{message}:{who.User}:{action.Text("action_ts")}", new ChannelPress(button.EntryId, button.ActionId));
    }

    private static SlackInbound Submission(JsonElement view, (string Team, string User, string? Name) who)
    {
        if (view.Text("callback_id") != SlackForm.CallbackId || view.Text("id") is not { } id || SlackFormPlace.Read(view.Text("private_metadata")) is not { } place)
            return Nothing;
        var values = SlackInputs.Read(view.At("state").At("values"));
        var action = place.ActionId ?? values.GetValueOrDefault(SlackForm.Choice);
        values.Remove(SlackForm.Choice);
        return new SlackInbound.Submission(Sender(who, new SlackReference(place.Channel, place.Thread)), $"{who.Team}:{id}", place.EntryId, action, values);
    }

    private static ChannelSender Sender((string Team, string User, string? Name) who, SlackReference to) =>
        new(SlackAdapter.Name, who.Team, to.Key, who.User, who.Name, to.Channel[0] == DirectMessage, to.Write());
}
