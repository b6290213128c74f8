namespace EzSolutions.Application.Conversations.Models;

/// <summary>
/// What may be spent on a language model in a day (UTC), counted in the database so that all nodes agree. Tokens are set aside before the model is
/// asked and settled afterwards: many at once cannot overdraw.
/// </summary>
public interface IModelBudget
{
    /// <summary>Sets tokens aside from every allowance, or from none of them when one has too little left.</summary>
    Task<bool> TryReserveAsync(IReadOnlyList<ModelAllowance> allowances, int tokens, CancellationToken ct);

    /// <param name="difference">Tokens used beyond those reserved; below zero gives some back.</param>
    Task SettleAsync(IReadOnlyList<ModelAllowance> allowances, int difference, int toolCalls, CancellationToken ct);

    /// <summary>Drops the counts of the days before yesterday.</summary>
    Task ForgetAsync(CancellationToken ct);
}

/// <param name="Subject">Whose: <c>customer:{id}</c>, <c>visitor:{address or conversation}</c>, or <see cref="Everybody"/>. Not kept in plain.</param>
/// <param name="Tokens">Of a day.</param>
/// <param name="ToolCalls">Of a day.</param>
public sealed record ModelAllowance(string Subject, long Tokens, int ToolCalls)
{
    public const string Everybody = "all";
}
