using EzSolutions.Application.Conversations.Models;
using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Infrastructure.Common.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Conversations;

/// <summary>What one subject has used of a language model on one day.</summary>
internal sealed class ModelUse
{
    public required DateOnly Day { get; init; }

    /// <summary>A pseudonym of that day, or <see cref="ModelAllowance.Everybody"/>: who it was is nobody's business, only that it is the same one.</summary>
    public required string Subject { get; init; }

    public long Tokens { get; init; }

    public int ToolCalls { get; init; }
}

internal sealed class ModelUseConfiguration : IEntityTypeConfiguration<ModelUse>
{
    public void Configure(EntityTypeBuilder<ModelUse> builder)
    {
        builder.ToTable("model_use");
        builder.HasKey(use => new { use.Day, use.Subject });
        builder.Property(use => use.Subject).HasMaxLength(100);
    }
}

/// <inheritdoc />
internal sealed class ModelBudget(AppDbContext context, Pseudonyms pseudonyms, TimeProvider time) : IModelBudget
{
    public async Task<bool> TryReserveAsync(IReadOnlyList<ModelAllowance> allowances, int tokens, CancellationToken ct)
    {
        for (var i = 0; i < allowances.Count; i++)
        {
            if (await TakeAsync(allowances[i], tokens, ct))
                continue;
            await SettleAsync([.. allowances.Take(i)], -tokens, 0, ct);
            return false;
        }

        return true;
    }

    public async Task SettleAsync(IReadOnlyList<ModelAllowance> allowances, int difference, int toolCalls, CancellationToken ct)
    {
        if (difference == 0 && toolCalls == 0)
            return;
        var day = Today();
        var subjects = allowances.Select(a => Stored(a, day)).ToArray();
        await context.Database.ExecuteSqlAsync(
            $"""
             UPDATE model_use SET tokens = greatest(0, tokens + {difference}), tool_calls = tool_calls + {toolCalls}
             WHERE day = {day} AND subject = ANY({subjects})
             """,
            ct);
    }

    public async Task ForgetAsync(CancellationToken ct)
    {
        // Yesterday is kept for the nodes whose clock is behind.
        var first = Today().AddDays(-1);
        await context.Set<ModelUse>().Where(use => use.Day < first).ExecuteDeleteAsync(ct);
    }

    // One statement: the row's own lock keeps nodes from spending the same tokens.
    private async Task<bool> TakeAsync(ModelAllowance allowance, int tokens, CancellationToken ct)
    {
        var day = Today();
        return tokens <= allowance.Tokens && await context.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO model_use AS used (day, subject, tokens, tool_calls) VALUES ({day}, {Stored(allowance, day)}, {tokens}, 0)
             ON CONFLICT (day, subject) DO UPDATE SET tokens = used.tokens + excluded.tokens
             WHERE used.tokens + excluded.tokens <= {allowance.Tokens} AND used.tool_calls < {allowance.ToolCalls}
             """,
            ct) == 1;
    }

    private string Stored(ModelAllowance allowance, DateOnly day) =>
        allowance.Subject == ModelAllowance.Everybody ? allowance.Subject : pseudonyms.Of(allowance.Subject, $"model use {day:O}");

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
