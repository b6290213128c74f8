using EzSolutions.Application.Conversations.Models;

namespace EzSolutions.Bot.Tests.Injection;

/// <summary>A model that has been won over: calls and says what the attacker wishes, and remembers what it was shown.</summary>
internal sealed class HostileModel(IReadOnlyList<ModelCall> calls, string? text = null) : ILanguageModel
{
    public List<ModelQuestion> Seen { get; } = [];

    public Task<ModelAnswer> AskAsync(ModelQuestion question, CancellationToken ct)
    {
        Seen.Add(question);
        return Task.FromResult<ModelAnswer>(new ModelAnswer.Answered(text, question.Tools.Count > 0 ? calls : [], 10));
    }
}

/// <summary>Money is no object; the counting is tested on the database.</summary>
internal sealed class AmpleBudget : IModelBudget
{
    public Task<bool> TryReserveAsync(IReadOnlyList<ModelAllowance> allowances, int tokens, CancellationToken ct) => Task.FromResult(true);

    public Task ForgetAsync(CancellationToken ct) => Task.CompletedTask;

    public Task SettleAsync(IReadOnlyList<ModelAllowance> allowances, int difference, int toolCalls, CancellationToken ct) => Task.CompletedTask;
}
