using EzSolutions.Domain.Conversations;

namespace EzSolutions.Application.Conversations;

/// <summary>Runs turns on this node, soon. A hint: what is lost here is found by the sweeper (C06).</summary>
public interface ITurnDispatcher
{
    void Wake(Guid conversationId);
}

/// <summary>Pushes entries to this node's own readers, straight after the commit; other nodes learn through the live feed.</summary>
public interface IEntryPush
{
    /// <summary>Tells this node's notifications from those of others.</summary>
    string Node { get; }

    void Push(Guid conversationId, IReadOnlyList<Entry> entries);
}

/// <summary>Topics of the live feed.</summary>
public static class ConversationTopics
{
    /// <summary>Payload: <c>conversation:first sequence:last sequence:node</c>.</summary>
    public const string Entries = "entries";

    /// <summary>Payload: <c>conversation:entry</c>, whose way to an outside channel has got further.</summary>
    public const string Deliveries = "deliveries";

    /// <summary>Payload: <c>conversation:sequence</c> up to which its customer has seen it.</summary>
    public const string Reads = "reads";

    /// <summary>Payload: JSON of <see cref="TypingSignal"/>.</summary>
    public const string Typing = "typing";
}

/// <summary>Somebody is writing.</summary>
public sealed record TypingSignal(Guid ConversationId, AuthorKind Kind, string Name);
