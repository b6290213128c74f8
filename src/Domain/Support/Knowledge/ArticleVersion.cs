using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Support.Knowledge;

/// <summary>One wording of an article; never changed once written.</summary>
public sealed class ArticleVersion : Entity
{
    internal ArticleVersion(Guid id, Guid articleId, int number, ArticleText text, string editor, DateTimeOffset createdAt)
        : base(id)
    {
        ArticleId = articleId;
        Number = number;
        Title = text.Title;
        Body = text.Body;
        Phrasings = text.Phrasings;
        Editor = editor;
        CreatedAt = createdAt;
    }

    private ArticleVersion()
    {
    }

    public Guid ArticleId { get; private set; }

    /// <summary>1, 2, 3 ... within the article.</summary>
    public int Number { get; private set; }

    public string Title { get; private set; } = string.Empty;

    /// <summary>Markdown; HTML in it is shown as text (C08).</summary>
    public string Body { get; private set; } = string.Empty;

    /// <summary>Ways people ask for it.</summary>
    public IReadOnlyList<string> Phrasings { get; private set; } = [];

    public string Editor { get; private set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; private set; }

    internal bool Says(ArticleText text) =>
        Title == text.Title && Body == text.Body && Phrasings.SequenceEqual(text.Phrasings, StringComparer.Ordinal);
}

/// <summary>The words of an article, cleaned.</summary>
public sealed record ArticleText
{
    public const int MaxTitleLength = 150;
    public const int MaxBodyLength = 40_000;
    public const int MaxPhrasings = 50;
    public const int MaxPhrasingLength = 200;

    private ArticleText(string title, string body, IReadOnlyList<string> phrasings)
    {
        Title = title;
        Body = body;
        Phrasings = phrasings;
    }

    public string Title { get; }

    public string Body { get; }

    public IReadOnlyList<string> Phrasings { get; }

    /// <param name="phrasings">Ways people ask for it; empty and repeated ones are left out.</param>
    public static ArticleText Of(string title, string body, IEnumerable<string> phrasings) => new(
        TicketText.Line(title, MaxTitleLength),
        TicketText.Clean(body.ReplaceLineEndings("\n"), MaxBodyLength),
        [.. phrasings.Select(p => TicketText.Line(p, MaxPhrasingLength)).Where(p => p.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxPhrasings)]);

    /// <summary>The same words, asked for in one more way.</summary>
    public ArticleText AlsoAskedAs(string question) => Of(Title, Body, [.. Phrasings, question]);
}
