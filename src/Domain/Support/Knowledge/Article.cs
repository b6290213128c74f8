using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Support.Knowledge;

public enum ArticleState
{
    /// <summary>Seen by staff alone.</summary>
    Draft,
    Published,

    /// <summary>Taken back; kept with its versions.</summary>
    Archived,
}

/// <summary>
/// A help article in one language. Every edit is a version of its own; one of them is the one that readers see. The same slug in another language
/// is its translation.
/// </summary>
public sealed class Article : Aggregate
{
    public const int MaxCategoryLength = 60;

    private readonly List<ArticleVersion> _versions = [];

    private Article(Guid id)
        : base(id)
    {
    }

    private Article()
    {
    }

    /// <summary>Names it in addresses: lower-case letters, digits and hyphens.</summary>
    public string Slug { get; private set; } = string.Empty;

    /// <summary>ISO 639-1, e.g. <c>en</c>.</summary>
    public string Language { get; private set; } = string.Empty;

    /// <summary>The heading it stands under, in its own language.</summary>
    public string Category { get; private set; } = string.Empty;

    public ArticleState State { get; private set; }

    /// <summary>The version that readers see; set while published.</summary>
    public int? PublishedVersion { get; private set; }

    public int HelpfulCount { get; private set; }

    public int NotHelpfulCount { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public IReadOnlyList<ArticleVersion> Versions => _versions;

    public ArticleVersion Latest => _versions.MaxBy(v => v.Number)!;

    /// <summary>What readers see, while it is published.</summary>
    public ArticleVersion? Published => PublishedVersion is { } number ? _versions.Single(v => v.Number == number) : null;

    /// <summary>A draft with its first version.</summary>
    public static Article Draft(Guid id, string slug, string language, string category, Guid versionId, ArticleText text, string editor, DateTimeOffset now)
    {
        var article = new Article(id)
        {
            Slug = slug,
            Language = language,
            Category = TicketText.Line(category, MaxCategoryLength),
            CreatedAt = now,
            UpdatedAt = now,
        };
        article._versions.Add(new ArticleVersion(versionId, id, 1, text, editor, now));
        return article;
    }

    /// <summary>Adds a version; readers go on seeing the published one. The same words again add none.</summary>
    public void Edit(Guid versionId, string category, ArticleText text, string editor, DateTimeOffset now)
    {
        Category = TicketText.Line(category, MaxCategoryLength);
        UpdatedAt = now;
        if (!Latest.Says(text))
            _versions.Add(new ArticleVersion(versionId, Id, Latest.Number + 1, text, editor, now));
    }

    /// <summary>Shows a version to readers: the newest one, or an earlier one again.</summary>
    public Result<ArticleVersion> Publish(int? version, DateTimeOffset now)
    {
        var shown = version is { } number ? _versions.FirstOrDefault(v => v.Number == number) : Latest;
        if (shown is null)
            return KnowledgeErrors.VersionNotFound;
        State = ArticleState.Published;
        PublishedVersion = shown.Number;
        UpdatedAt = now;
        return shown;
    }

    public void Archive(DateTimeOffset now)
    {
        State = ArticleState.Archived;
        PublishedVersion = null;
        UpdatedAt = now;
    }

    /// <summary>Counts a reader's word; one who changes their mind is counted once.</summary>
    /// <param name="before">What the same reader said before.</param>
    public void Count(bool helpful, bool? before)
    {
        if (before == helpful)
            return;
        HelpfulCount += (helpful ? 1 : 0) - (before == true ? 1 : 0);
        NotHelpfulCount += (helpful ? 0 : 1) - (before == false ? 1 : 0);
    }
}
