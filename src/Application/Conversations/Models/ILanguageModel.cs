namespace EzSolutions.Application.Conversations.Models;

/// <summary>
/// A language model somewhere else. It proposes and phrases; what it says is text from a stranger until deterministic code has checked it.
/// Never asked inside a transaction.
/// </summary>
public interface ILanguageModel
{
    /// <summary>Asks once. Every way of failing is an answer; only cancellation is thrown.</summary>
    Task<ModelAnswer> AskAsync(ModelQuestion question, CancellationToken ct);
}

/// <param name="Instructions">Ours: what the model is for.</param>
/// <param name="Lines">What was said, oldest first, already masked; the last one is to be understood.</param>
/// <param name="Tools">What it may propose; empty asks for text.</param>
/// <param name="MostTokens">Of the answer.</param>
public sealed record ModelQuestion(string Instructions, IReadOnlyList<ModelLine> Lines, IReadOnlyList<ModelTool> Tools, int MostTokens);

/// <param name="OfCustomer">False for what we said.</param>
public sealed record ModelLine(bool OfCustomer, string Text);

/// <param name="Parameters">A strict JSON schema: every property required, no others allowed.</param>
public sealed record ModelTool(string Name, string Description, string Parameters);

/// <param name="Name">As the model wrote it; may be none of ours.</param>
/// <param name="Arguments">As the model wrote them; may not even be JSON.</param>
public sealed record ModelCall(string Name, string Arguments);

public abstract record ModelAnswer
{
    private ModelAnswer()
    {
    }

    /// <param name="Tokens">Used in all, as the server counts; 0 when it does not say.</param>
    public sealed record Answered(string? Text, IReadOnlyList<ModelCall> Calls, int Tokens) : ModelAnswer;

    /// <summary>No answer that is of use: away, too slow, over its limits, or not what was asked for.</summary>
    /// <param name="Reason">One short line for staff; no text of the customer's or the model's.</param>
    /// <param name="Asked">False when nothing was sent, so that nothing was used.</param>
    public sealed record Unavailable(string Reason, bool Asked = true) : ModelAnswer;
}
