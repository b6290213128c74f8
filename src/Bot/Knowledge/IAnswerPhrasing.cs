namespace EzSolutions.Bot.Knowledge;

/// <summary>
/// Puts what was found in the knowledge base into an answer. May ask a language model, so never called inside a transaction; without one, or when
/// what it says does not hold up, the best passage itself is the answer.
/// </summary>
public interface IAnswerPhrasing
{
    /// <param name="passages">The best first; at least one.</param>
    Task<PhrasedAnswer> PhraseAsync(KnowledgeQuestion question, IReadOnlyList<KnowledgePassage> passages, CancellationToken ct);
}

/// <param name="Subject">Whose allowance it counts against: <c>customer:{id}</c> or <c>visitor:{address or conversation}</c>.</param>
public sealed record KnowledgeQuestion(string Text, string Subject, bool IsCustomer);

/// <param name="Text">Plain text of the article.</param>
/// <param name="Address">Our own page of it.</param>
public sealed record KnowledgePassage(string Title, string Text, Uri Address);

/// <param name="Text">Plain text without links of its own.</param>
/// <param name="Links">The articles it comes from; always ours, never the model's.</param>
/// <param name="Phrased">False when it is the passage as it stands.</param>
public sealed record PhrasedAnswer(string Text, IReadOnlyList<(string Title, Uri Address)> Links, bool Phrased);
