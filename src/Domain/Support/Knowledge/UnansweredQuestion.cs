using System.Text.RegularExpressions;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Support.Knowledge;

public enum QuestionState
{
    Open,

    /// <summary>An article answers it now.</summary>
    Answered,
    Dismissed,
}

/// <summary>Something people asked that no article answered; counted, for staff to write about.</summary>
public sealed partial class UnansweredQuestion : Aggregate
{
    public const int MaxLength = 300;

    private UnansweredQuestion(Guid id)
        : base(id)
    {
    }

    private UnansweredQuestion()
    {
    }

    /// <summary>As first asked, without addresses and long numbers.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>What makes two askings the same question.</summary>
    public string Key { get; private set; } = string.Empty;

    public string Language { get; private set; } = string.Empty;

    public int Times { get; private set; }

    public QuestionState State { get; private set; }

    /// <summary>The article that answers it.</summary>
    public Guid? ArticleId { get; private set; }

    public DateTimeOffset FirstAskedAt { get; private set; }

    public DateTimeOffset LastAskedAt { get; private set; }

    public static UnansweredQuestion Ask(Guid id, string text, string language, DateTimeOffset now)
    {
        var kept = Keep(text);
        return new UnansweredQuestion(id)
        {
            Text = kept,
            Key = KeyOf(text),
            Language = language,
            Times = 1,
            FirstAskedAt = now,
            LastAskedAt = now,
        };
    }

    /// <summary>Letters and digits in lower case: "How do I ...?" and "how do i ..." are one question.</summary>
    public static string KeyOf(string text)
    {
        var words = NotWords().Replace(Keep(text).ToLowerInvariant(), " ").Trim();
        return words.Length > 0 ? words : "?";
    }

    /// <summary>Asked once more; one that was settled, and still is not answered, is open again.</summary>
    public void AskAgain(DateTimeOffset now)
    {
        Times++;
        LastAskedAt = now;
        if (State == QuestionState.Answered)
            State = QuestionState.Open;
    }

    public void AnswerWith(Guid articleId)
    {
        ArticleId = articleId;
        State = QuestionState.Answered;
    }

    public void Dismiss() => State = QuestionState.Dismissed;

    public void Reopen()
    {
        ArticleId = null;
        State = QuestionState.Open;
    }

    /// <summary>Staff read these lists for their subject, not for who asked.</summary>
    private static string Keep(string text) => TicketText.Line(LongNumber().Replace(Address().Replace(text, "…"), "…"), MaxLength);

    [GeneratedRegex(@"[^\s@]+@[^\s@]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"\d[\d -]{4,}\d", RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{Nd}]+", RegexOptions.NonBacktracking)]
    private static partial Regex NotWords();
}
