using EzSolutions.Domain.Conversations;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>What people call a channel.</summary>
public static class ChannelNames
{
    public static string Of(string channel) => channel switch
    {
        "teams" => "Microsoft Teams",
        "slack" => "Slack",
        Conversation.DirectLineChannel => "web chat",
        _ => channel,
    };
}
