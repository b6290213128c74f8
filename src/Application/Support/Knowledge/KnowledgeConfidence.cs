namespace EzSolutions.Application.Support.Knowledge;

/// <summary>What a found article's confidence is worth; measured on questions that the articles do and do not answer.</summary>
public static class KnowledgeConfidence
{
    /// <summary>From here on it is given as the answer.</summary>
    public const double Sure = 0.5;

    /// <summary>From here on it is shown as something that may fit; below, the question counts as unanswered.</summary>
    public const double MayFit = 0.3;
}
