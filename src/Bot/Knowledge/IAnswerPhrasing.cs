using EzSolutions.Application.Conversations.Models;

namespace EzSolutions.Bot.Knowledge;

/// <summary>
/// Puts what was found in the knowledge base into an answer. Asks a language model, so never called inside a transaction; without one, or when
/// what it says does not hold up, there is none and the best passage itself is the answer.
/// </summary>
public interface IAnswerPhrasing
{
    /// <summary>Whether there is somebody to ask.</summary>
    bool IsOn { get; }

    /// <param name="passages">The best first; at least one.</param>
    Task<PhrasedAnswer> PhraseAsync(KnowledgeQuestion question, IReadOnlyList<KnowledgePassage> passages, CancellationToken ct);
}

/// <param name="Allowances">What it counts against.</param>
public sealed record KnowledgeQuestion(string Text, IReadOnlyList<ModelAllowance> Allowances);

/// <param name="Text">Plain text of the article.</param>
public sealed record KnowledgePassage(string Title, string Text);

/// <param name="Note">How it came about, for the turn's trace.</param>
/// <param name="Text">Plain text without links of its own; null when the passage is to be given as it stands.</param>
public sealed record PhrasedAnswer(string Note, string? Text = null);
