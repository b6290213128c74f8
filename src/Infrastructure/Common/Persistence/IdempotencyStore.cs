using EzSolutions.Application.Common.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <summary>A used Idempotency-Key and what was answered to it.</summary>
internal sealed class IdempotencyRow
{
    public required string Scope { get; init; }

    public required string Key { get; init; }

    public required byte[] RequestHash { get; init; }

    public string? Response { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class IdempotencyConfiguration : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(row => new { row.Scope, row.Key });
        builder.Property(row => row.Scope).HasMaxLength(200);
        builder.Property(row => row.Key).HasMaxLength(200);
        builder.Property(row => row.Response).HasColumnType("jsonb");
        builder.HasIndex(row => row.CreatedAt);
    }
}

/// <inheritdoc />
internal sealed class IdempotencyStore(AppDbContext context, TimeProvider time) : IIdempotencyStore
{
    public async Task<IdempotencyRecord?> ClaimAsync(string scope, string key, byte[] requestHash, CancellationToken ct)
    {
        // The insert waits for another transaction that holds the same key; if that one commits, nothing is inserted here.
        var claimed = await context.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO idempotency_keys (scope, key, request_hash, created_at) VALUES ({scope}, {key}, {requestHash}, {time.GetUtcNow()})
             ON CONFLICT (scope, key) DO NOTHING
             """,
            ct);
        if (claimed == 1)
        {
            return null;
        }

        var row = await context.Set<IdempotencyRow>().AsNoTracking().SingleAsync(r => r.Scope == scope && r.Key == key, ct);
        return new IdempotencyRecord(row.RequestHash, row.Response);
    }

    public Task CompleteAsync(string scope, string key, string response, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync(
            $"UPDATE idempotency_keys SET response = CAST({response} AS jsonb) WHERE scope = {scope} AND key = {key}", ct);

    public Task ReleaseAsync(string scope, string key, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"DELETE FROM idempotency_keys WHERE scope = {scope} AND key = {key} AND response IS NULL", ct);
}
