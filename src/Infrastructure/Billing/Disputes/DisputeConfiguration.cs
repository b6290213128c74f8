using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Disputes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing.Disputes;

internal sealed class DisputeConfiguration : IEntityTypeConfiguration<Dispute>
{
    public void Configure(EntityTypeBuilder<Dispute> builder)
    {
        builder.ToTable("disputes");
        builder.Property(d => d.Provider).HasMaxLength(20);
        builder.Property(d => d.ExternalId).HasMaxLength(255);
        builder.Property(d => d.Reason).HasMaxLength(200);
        builder.Ignore(d => d.IsOpen);
        builder.HasOne<PaymentEffect>().WithMany().HasForeignKey(d => d.EffectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => new { d.Provider, d.ExternalId }).IsUnique();
        builder.HasIndex(d => new { d.State, d.Id });
    }
}
