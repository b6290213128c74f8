namespace EzSolutions.Domain.Conversations.Handoff;

/// <summary>How long somebody at a place in the queue will wait, going by how fast it moved lately. Nothing is said where nothing is known.</summary>
public static class WaitEstimate
{
    /// <summary>Fewer acceptances than this tell nothing.</summary>
    public const int Fewest = 3;

    public static readonly TimeSpan Lately = TimeSpan.FromHours(2);

    /// <param name="position">1 is next.</param>
    /// <param name="accepted">When customers in the queue were accepted, in any order.</param>
    /// <returns>Whole minutes, at least one; null when unknown.</returns>
    public static int? Minutes(int position, IEnumerable<DateTimeOffset> accepted, DateTimeOffset now)
    {
        var recent = accepted.Where(at => now - at <= Lately).Order().ToList();
        if (recent.Count < Fewest)
            return null;

        // The time since the last one counts too: a queue that has stopped does not look fast.
        var pace = (now - recent[0]) / recent.Count;
        return Math.Max(1, (int)Math.Ceiling((pace * position).TotalMinutes));
    }
}
