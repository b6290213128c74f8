namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>The log of all conversations, asked with plain SQL after a storm of messages.</summary>
internal sealed class TalkBooks(string connectionString)
{
    private const string Unanswered = "SELECT count(*) FROM conversations WHERE handled_up_to < last_inbound_sequence";

    private const string TurnsPerMessage =
        """
        SELECT (SELECT count(*) FROM turn_traces t WHERE t.conversation_id = e.conversation_id AND e.sequence BETWEEN t.from_sequence AND t.up_to_sequence) AS turns
        FROM entries e WHERE e.author_kind = 'customer'
        """;

    private static readonly (string Problem, string Sql)[] Forbidden =
    [
        ("C01 conversations whose sequence has gaps",
            "SELECT count(*) FROM (SELECT 1 FROM entries GROUP BY conversation_id HAVING min(sequence) <> 1 OR max(sequence) <> count(*)) x"),
        ("C01 messages stored more than once",
            "SELECT count(*) FROM (SELECT 1 FROM entries WHERE author_kind = 'customer' GROUP BY conversation_id, text HAVING count(*) > 1) x"),
        ("C06 conversations with something unanswered", Unanswered),
        ("C06 messages answered by more or less than one turn", $"SELECT count(*) FROM ({TurnsPerMessage}) x WHERE turns <> 1"),
        ("C06 turns without a word from the bot after them",
            """
            SELECT count(*) FROM turn_traces t WHERE t.up_to_sequence > 0 AND NOT EXISTS (
              SELECT 1 FROM entries e WHERE e.conversation_id = t.conversation_id AND e.author_kind = 'bot' AND e.sequence > t.up_to_sequence)
            """),
    ];

    private readonly Books _books = new(connectionString);

    public Task<long> WaitingAsync(CancellationToken ct) => _books.NumberAsync(Unanswered, ct);

    public Task<long> AnsweredAsync(CancellationToken ct) => _books.NumberAsync($"SELECT count(*) FROM ({TurnsPerMessage}) x WHERE turns = 1", ct);

    public async Task<IReadOnlyList<string>> ProblemsAsync(int messages, CancellationToken ct)
    {
        var problems = new List<string>();
        foreach (var (problem, sql) in Forbidden)
        {
            if (await _books.NumberAsync(sql, ct) is var count and not 0)
                problems.Add($"{problem}: {count}");
        }

        if (await _books.NumberAsync("SELECT count(*) FROM entries WHERE author_kind = 'customer'", ct) is var stored && stored != messages)
            problems.Add($"messages stored: {stored} instead of {messages}");
        return problems;
    }
}
