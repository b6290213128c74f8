using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Channels;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Why a message was not taken, for <c>chat.postEphemeral</c>: seen by its writer alone.</summary>
public static class SlackRefusal
{
    public static JsonObject Of(ChannelSender sender, string reason)
    {
        var to = SlackReference.Read(sender.Reference);
        var message = new JsonObject { ["channel"] = to.Channel, ["user"] = sender.UserId, ["text"] = SlackText.Escape(reason) };
        if (to.Thread is { } thread)
            message["thread_ts"] = thread;
        return message;
    }
}
