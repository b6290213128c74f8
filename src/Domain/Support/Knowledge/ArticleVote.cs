using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Support.Knowledge;

/// <summary>Whether an article helped one reader; one vote a reader.</summary>
public sealed class ArticleVote : Entity
{
    private ArticleVote(Guid id)
        : base(id)
    {
    }

    private ArticleVote()
    {
    }

    public Guid ArticleId { get; private set; }

    /// <summary>Tells readers apart, and nothing else of them: a customer, a conversation, or a browser of the help page.</summary>
    public string Reader { get; private set; } = string.Empty;

    public bool Helpful { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static ArticleVote Cast(Guid id, Guid articleId, string reader, bool helpful, DateTimeOffset now) => new(id)
    {
        ArticleId = articleId,
        Reader = reader,
        Helpful = helpful,
        At = now,
    };

    public void Change(bool helpful, DateTimeOffset now)
    {
        Helpful = helpful;
        At = now;
    }
}
