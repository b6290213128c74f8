using EzSolutions.Domain.Support.Knowledge;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>Finds the passages of published articles that answer a question: by word forms of the language, and by likeness where a word is misspelt.</summary>
public interface IKnowledgeIndex
{
    /// <summary>Makes the published wording of this article findable, or, when it is not published, nothing of it. Part of the current transaction.</summary>
    Task UpdateAsync(Article article, CancellationToken ct);

    /// <summary>The best passage of each article, best first.</summary>
    /// <param name="language">Two letters; only articles in this language are looked at.</param>
    Task<IReadOnlyList<FoundPassage>> SearchAsync(string text, string language, int limit, CancellationToken ct);
}

/// <param name="Confidence">0 to 1.</param>
public sealed record FoundPassage(string Slug, string Language, string Title, string? Heading, string Text, double Confidence);
