using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Bot.Channels.DirectLine;

/// <summary>
/// The Bot Framework's events of a hand-over to a person: <c>handoff.initiate</c>, and <c>handoff.status</c> with a state. Clients show none of them; a
/// page can act on them. What was said so far comes as its own activities, so no transcript is attached.
/// </summary>
internal static class HandoffActivity
{
    private const string Initiate = "handoff.initiate";
    private const string Status = "handoff.status";

    /// <returns>Null for an entry that tells of no such step.</returns>
    public static Activity? Of(EntryView entry, ActivityReaderContext reader) => entry.Event switch
    {
        HandoffSteps.Initiate => Event(entry, reader, Initiate, new JsonObject { ["reason"] = entry.Text }),
        HandoffSteps.Accepted => Event(entry, reader, Status, State("accepted", entry)),
        HandoffSteps.Failed => Event(entry, reader, Status, State("failed", entry)),
        HandoffSteps.Completed => Event(entry, reader, Status, State("completed", entry)),
        _ => null,
    };

    private static JsonObject State(string state, EntryView entry) => new() { ["state"] = state, ["message"] = entry.Text };

    private static Activity Event(EntryView entry, ActivityReaderContext reader, string name, JsonObject value) => new(
        "event",
        ActivityWriter.IdOf(reader.ConversationId, entry.Sequence) + "|handoff",
        entry.CreatedAt,
        new ActivityConversation(reader.ConversationId.ToString("N")),
        new ActivityAccount("bot", null, "bot"),
        ChannelData: new JsonObject { ["webchat:sequence-id"] = entry.Sequence },
        Name: name,
        Value: value);
}
