using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations;

/// <summary>What one of the bot's turns understood and decided, for staff; free of secrets.</summary>
public sealed class TurnRecord : Entity
{
    private TurnRecord(Guid id)
        : base(id)
    {
    }

    private TurnRecord()
    {
    }

    public Guid ConversationId { get; private set; }

    /// <summary>The first and the last customer entry it answered; both 0 for a greeting.</summary>
    public long FromSequence { get; private set; }

    public long UpToSequence { get; private set; }

    /// <summary>Skill, confidence and slots, as JSON.</summary>
    public string Understanding { get; private set; } = "{}";

    public IReadOnlyList<string> Decisions { get; private set; } = [];

    /// <summary>The requests in progress after the turn, as JSON; null where none were told.</summary>
    public string? Frames { get; private set; }

    public int DurationMs { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static TurnRecord Create(
        EntryStamp stamp, Guid conversationId, long from, long upTo, string understanding, IReadOnlyList<string> decisions, TimeSpan duration,
        string? frames = null) => new(stamp.Id)
        {
            ConversationId = conversationId,
            FromSequence = from,
            UpToSequence = upTo,
            Understanding = understanding,
            Decisions = [.. decisions],
            Frames = frames,
            DurationMs = (int)duration.TotalMilliseconds,
            CreatedAt = stamp.At,
        };
}
