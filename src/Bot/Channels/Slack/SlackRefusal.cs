using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Why something was not taken, for <c>chat.postEphemeral</c>: seen by its writer alone.</summary>
internal static class SlackRefusal
{
    public static string WordsOf(Error error, BotTexts texts) => error switch
    {
        { Code: "entry_not_found" or "action_not_found" } => texts.Slack.OldButton,
        { Kind: ErrorKind.Validation or ErrorKind.RateLimited } => texts.Error.Of(error),
        _ => texts.Slack.NotTakenIn,
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
