using EzSolutions.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Conversations;

internal sealed class ConfirmationConfiguration : IEntityTypeConfiguration<Confirmation>
{
    public void Configure(EntityTypeBuilder<Confirmation> builder)
    {
        builder.ToTable("confirmations");
        builder.Property(c => c.Token).HasMaxLength(64);
        builder.HasIndex(c => c.Token).IsUnique();
        builder.Property(c => c.Skill).HasMaxLength(64);
        builder.Property(c => c.ContentHash).HasMaxLength(128);
        builder.Property(c => c.AmountCurrency).HasMaxLength(3);
        builder.Ignore(c => c.Amount);
        builder.HasIndex(c => c.ConversationId).HasFilter("state = 'pending'");
    }
}
