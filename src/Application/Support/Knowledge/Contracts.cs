namespace EzSolutions.Application.Support.Knowledge;

/// <summary>An article as readers see it.</summary>
/// <param name="Body">Markdown; HTML in it is text.</param>
/// <param name="Url">Its page.</param>
public sealed record ArticleView(
    string Slug, string Language, string Category, string Title, string Body, DateTimeOffset UpdatedAt, int HelpfulCount, int NotHelpfulCount, Uri Url);

/// <summary>An article in a list.</summary>
public sealed record ArticleSummary(string Slug, string Language, string Category, string Title, Uri Url);

/// <summary>The passage of an article that fits a question best.</summary>
/// <param name="Heading">The heading the passage stands under; null before the first one.</param>
/// <param name="Text">Plain text, at most 1,200 characters.</param>
/// <param name="Confidence">0 to 1: how much of the question it answers, by the weight of its words.</param>
public sealed record FoundArticle(string Slug, string Language, string Title, string? Heading, string Text, double Confidence, Uri Url);

/// <summary>An article as staff see it: any state, with its newest wording.</summary>
/// <param name="State">draft, published or archived.</param>
/// <param name="PublishedVersion">What readers see; null while they see nothing.</param>
public sealed record StaffArticleView(
    string Slug, string Language, string Category, string State, int? PublishedVersion, int LatestVersion, string Title, string Body,
    IReadOnlyList<string> Phrasings, int HelpfulCount, int NotHelpfulCount, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>An article in the list of staff.</summary>
/// <param name="Title">Of its newest wording.</param>
/// <param name="State">draft, published or archived.</param>
public sealed record StaffArticleSummary(
    Guid Id, string Slug, string Language, string Category, string State, int? PublishedVersion, int LatestVersion, string Title, int HelpfulCount,
    int NotHelpfulCount, DateTimeOffset UpdatedAt);

/// <param name="Articles">In every language and state.</param>
/// <param name="Unpublished">Those among them that readers do not see.</param>
public sealed record StaffCategory(string Category, int Articles, int Unpublished);

public sealed record ArticleVersionView(int Number, string Title, string Body, IReadOnlyList<string> Phrasings, string Editor, DateTimeOffset CreatedAt, bool Published);

/// <param name="State">open, answered or dismissed.</param>
/// <param name="Article">Slug of the article that answers it.</param>
public sealed record UnansweredQuestionView(
    Guid Id, string Text, string Language, int Times, string State, string? Article, DateTimeOffset FirstAskedAt, DateTimeOffset LastAskedAt);
