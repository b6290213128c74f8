using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Support.Knowledge;

public static class KnowledgeErrors
{
    public static readonly Error NotFound =
        Error.NotFound("article_not_found", "There is no such article.");

    public static readonly Error VersionNotFound =
        Error.NotFound("article_version_not_found", "The article has no such version.");

    public static readonly Error QuestionNotFound =
        Error.NotFound("question_not_found", "There is no such question.");

    public static Error Changed(string editor) =>
        Error.Conflict("article_changed", $"{editor} has changed this article since you opened it. Look at the newest version before you save yours.");

    public static Error SlugTaken(string slug, string language) =>
        Error.Conflict("article_slug_taken", $"There is an article {slug} in {language} already. Edit that one, or choose another slug.");
}
