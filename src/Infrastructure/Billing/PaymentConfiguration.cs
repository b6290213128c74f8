using EzSolutions.Domain.Billing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing;

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("payments");
        builder.Property(p => p.Provider).HasMaxLength(20);
        builder.Property(p => p.SessionId).HasMaxLength(255);
        builder.Property(p => p.Url).HasMaxLength(2_000);
        builder.Property(p => p.ReturnToken).HasMaxLength(512);
        builder.Property(p => p.ExternalId).HasMaxLength(255);
        builder.Property(p => p.FailureReason).HasMaxLength(500);
        builder.Ignore(p => p.IdempotencyKey);

        // One open page per invoice: two tabs cannot pay twice on two pages.
        builder.HasIndex(p => p.InvoiceId).IsUnique().HasFilter("state IN ('intended', 'open')").HasDatabaseName("ux_payments_underway");
        builder.HasIndex(p => new { p.InvoiceId, p.CreatedAt });
        builder.HasIndex(p => new { p.State, p.ExpiresAt });
        builder.HasIndex(p => p.SessionId);
    }
}

internal sealed class PaymentEffectConfiguration : IEntityTypeConfiguration<PaymentEffect>
{
    public void Configure(EntityTypeBuilder<PaymentEffect> builder)
    {
        builder.ToTable("payment_effects");
        builder.Property(e => e.Provider).HasMaxLength(20);
        builder.Property(e => e.PaymentId).HasMaxLength(255);
        builder.Property(e => e.Effect).HasMaxLength(30);

        // M05: kept for ever.
        builder.HasIndex(e => new { e.Provider, e.PaymentId, e.Effect }).IsUnique();
        builder.HasIndex(e => e.InvoiceId);
    }
}

internal sealed class PaymentAllocationConfiguration : IEntityTypeConfiguration<PaymentAllocation>
{
    public void Configure(EntityTypeBuilder<PaymentAllocation> builder)
    {
        builder.ToTable("payment_allocations", table => table.HasCheckConstraint("ck_payment_allocations_amount", "amount_minor_units > 0"));
        builder.HasOne<Invoice>().WithMany().HasForeignKey(a => a.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PaymentEffect>().WithMany().HasForeignKey(a => a.EffectId).OnDelete(DeleteBehavior.Restrict);

        // M05: one payment never pays two invoices.
        builder.HasIndex(a => a.EffectId).IsUnique();
    }
}

internal sealed class InboxEventConfiguration : IEntityTypeConfiguration<InboxEvent>
{
    public void Configure(EntityTypeBuilder<InboxEvent> builder)
    {
        builder.ToTable("inbox_events");
        builder.Property(e => e.Provider).HasMaxLength(20);
        builder.Property(e => e.EventId).HasMaxLength(255);
        builder.Property(e => e.Type).HasMaxLength(100);
        builder.Property(e => e.Note).HasMaxLength(1_000);

        // M05: the same event again is the same row.
        builder.HasIndex(e => new { e.Provider, e.EventId }).IsUnique();
        builder.HasIndex(e => new { e.State, e.ReceivedAt });

        // What the sweeper looks for: almost always empty.
        builder.HasIndex(e => e.NextAttemptAt).HasFilter("next_attempt_at IS NOT NULL");
    }
}
