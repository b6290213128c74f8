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
        builder.Property(e => e.Locale).HasMaxLength(35).HasDefaultValue("en");

        // Named when only invoices went with mails; nodes of the release before still write it by that name.
        builder.Property(e => e.AttachedDocumentId).HasColumnName("attached_invoice_id");
        builder.HasIndex(e => e.CreatedAt).HasFilter("sent_at IS NULL");
    }
}
