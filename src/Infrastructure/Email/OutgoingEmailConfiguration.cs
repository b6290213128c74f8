using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Email;

internal sealed class OutgoingEmailConfiguration : IEntityTypeConfiguration<OutgoingEmail>
{
    public void Configure(EntityTypeBuilder<OutgoingEmail> builder)
    {
        builder.ToTable("outgoing_emails");
        builder.Property(e => e.To).HasMaxLength(254).HasColumnName("recipient");
        builder.Property(e => e.Template).HasMaxLength(80);
        builder.HasIndex(e => e.CreatedAt).HasFilter("sent_at IS NULL");
    }
}
