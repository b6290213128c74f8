using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Refunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing.Refunds;

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable("refunds", table => table.HasCheckConstraint("ck_refunds_amount", "amount_minor_units > 0"));
        builder.Property(r => r.InvoiceNumber).HasMaxLength(30);
        builder.Property(r => r.Provider).HasMaxLength(20);
        builder.Property(r => r.PaymentId).HasMaxLength(255);
        builder.Property(r => r.Reason).HasMaxLength(500);
        builder.Property(r => r.ExternalId).HasMaxLength(255);
        builder.Property(r => r.FailureReason).HasMaxLength(500);
        builder.Property(r => r.RequestedBy).HasMaxLength(100);
        builder.Property(r => r.DecidedBy).HasMaxLength(100);
        builder.Ignore(r => r.IdempotencyKey);
        builder.Ignore(r => r.Counts);

        // M07: the sum per capture is watched by refunds.sql.
        builder.HasOne<PaymentEffect>().WithMany().HasForeignKey(r => r.EffectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.Provider, r.ExternalId }).IsUnique();
        builder.HasIndex(r => new { r.CustomerId, r.Id });
        builder.HasIndex(r => new { r.State, r.Id });
    }
}
