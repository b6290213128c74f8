using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Why something was not taken, for <c>chat.postEphemeral</c>: seen by its writer alone.</summary>
internal static class SlackRefusal
{
    public static string WordsOf(Error error) => error switch
    {
        { Code: "entry_not_found" or "action_not_found" } => BotTexts.English.Slack.OldButton,
        { Kind: ErrorKind.Validation or ErrorKind.RateLimited } => error.Message,
        _ => BotTexts.English.Slack.NotTakenIn,
    };

    public static JsonObject Of(ChannelSender sender, string words)
    {
        var to = SlackReference.Read(sender.Reference);
        var message = new JsonObject { ["channel"] = to.Channel, ["user"] = sender.UserId, ["text"] = SlackText.EscapeShort(words) };
        if (to.Thread is { } thread)
            message["thread_ts"] = thread;
        return message;
    }
}
