using System.Globalization;
using System.Text.RegularExpressions;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Handoff;

/// <summary>How a customer liked a person's help; asked once each time a conversation is resolved.</summary>
public sealed class Satisfaction : Aggregate
{
    public const int MaxComment = 1000;

    private Satisfaction(Guid id)
        : base(id)
    {
    }

    private Satisfaction()
    {
    }

    public Guid ConversationId { get; private set; }

    public Guid StaffId { get; private set; }

    public string StaffName { get; private set; } = "";

    /// <summary>1 to 5; null until answered.</summary>
    public int? Score { get; private set; }

    public string? Comment { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public static Satisfaction Ask(EntryStamp stamp, Guid conversationId, Colleague staff) => new(stamp.Id)
    {
        ConversationId = conversationId,
        StaffId = staff.Id,
        StaffName = staff.Name,
        AskedAt = stamp.At,
    };

    public Result<Done> Answer(int score, string? comment, DateTimeOffset now)
    {
        if (AnsweredAt is not null)
            return HandoffErrors.SurveyNotOpen;
        if (score is < 1 or > 5)
            return HandoffErrors.ScoreOutOfRange;
        var text = MessageText.Shorten(MessageText.Clean(comment ?? ""), MaxComment);
        Score = score;
        Comment = text.Length == 0 ? null : text;
        AnsweredAt = now;
        return Result.Done;
    }
}

/// <summary>A rating typed instead of pressed: "5", "4/5", "5 stars, very kind".</summary>
public static partial class TypedRating
{
    public static bool TryRead(string? text, out int score, out string? comment)
    {
        (score, comment) = (0, null);
        if (text is null || Form().Match(text.Trim()) is not { Success: true } match)
            return false;
        score = match.Groups["stars"].Success
            ? match.Groups["stars"].Value.Count(c => c is '⭐' or '★')
            : int.Parse(match.Groups["score"].Value, CultureInfo.InvariantCulture);
        comment = match.Groups["comment"].Value.Trim() is { Length: > 0 } said ? said : null;
        return true;
    }

    [GeneratedRegex(@"^(?:(?<score>[1-5])(?:\s*(?:/\s*5|out of 5|stars?))?|(?<stars>[⭐★]{1,5}))(?:\s*[,.:;!\u2013-]+\s*(?<comment>.*))?$",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
