using System.Text.Json;
using EzSolutions.Application.Conversations.Channels;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>What a verified request of Slack's asks of us.</summary>
public abstract record SlackInbound
{
    private SlackInbound()
    {
    }

    /// <param name="Id">The event's own id: the same when Slack sends it again (C01).</param>
    /// <param name="Files">Worth fetching.</param>
    public sealed record Message(ChannelSender Sender, string Id, string Text, IReadOnlyList<SlackFile> Files) : SlackInbound;

    public sealed record Press(ChannelSender Sender, string Id, ChannelPress Button) : SlackInbound;

    /// <summary>A button that leads to a card's fields: a modal is to be opened, within three seconds.</summary>
    /// <param name="ActionId">What sending it will press; null: chosen in the modal.</param>
    public sealed record Open(ChannelSender Sender, string Trigger, Guid EntryId, string? ActionId) : SlackInbound;

    /// <summary>A modal was filled in and sent.</summary>
    /// <param name="Id">The modal's own id: it is taken in once.</param>
    public sealed record Submission(ChannelSender Sender, string Id, Guid EntryId, string? ActionId, IReadOnlyDictionary<string, string> Values) : SlackInbound;

    /// <summary>Somebody used a shortcut, wherever they were; they are answered in their direct messages.</summary>
    public sealed record Shortcut(string Team, string UserId, string? UserName, string Id, string Words) : SlackInbound;

    /// <summary>Somebody opened the assistant: said hello to, once.</summary>
    public sealed record Greeting(ChannelSender Sender) : SlackInbound;

    /// <summary>The app, or its bot's token, is gone from a workspace.</summary>
    /// <param name="BotUserIds">Null: the app itself.</param>
    public sealed record Removed(string Team, DateTimeOffset? HappenedAt, string Reason, IReadOnlyList<string>? BotUserIds) : SlackInbound;

    /// <summary>The endpoint is being set up.</summary>
    public sealed record Challenge(string Value) : SlackInbound;

    /// <summary>Nothing for us: bots, our own messages, edits, people of other organisations, kinds of events we do not know.</summary>
    public sealed record Nothing : SlackInbound;

    /// <returns>Null: not one of Slack's requests.</returns>
    public static SlackInbound? ReadEvent(ReadOnlyMemory<byte> body) => OrNull(() => SlackEvents.Read(body));

    /// <param name="payload">The form's <c>payload</c>.</param>
    public static SlackInbound? ReadInteraction(string payload) => OrNull(() => SlackInteractions.Read(payload));

    /// <summary>Bytes that are no text show themselves only when a string is taken out of the JSON.</summary>
    private static SlackInbound? OrNull(Func<SlackInbound?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
