using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Support;

internal sealed class TicketConfiguration : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("tickets");
        builder.Property(t => t.Number).HasMaxLength(32);
        builder.HasIndex(t => t.Number).IsUnique();
        builder.Property(t => t.Subject).HasMaxLength(Ticket.MaxSubjectLength);
        builder.Property(t => t.Reference).HasMaxLength(200);
        builder.HasIndex(t => t.Reference).IsUnique().HasFilter("reference IS NOT NULL AND state <> 'closed'");
        builder.HasIndex(t => new { t.CustomerId, t.UpdatedAt });
        builder.HasIndex(t => new { t.State, t.UpdatedAt });
        builder.HasOne<Customer>().WithMany().HasForeignKey(t => t.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(t => t.Messages).WithOne().HasForeignKey(m => m.TicketId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(t => t.Messages).AutoInclude();
    }
}

internal sealed class TicketMessageConfiguration : IEntityTypeConfiguration<TicketMessage>
{
    public void Configure(EntityTypeBuilder<TicketMessage> builder)
    {
        builder.ToTable("ticket_messages");
        builder.Property(m => m.AuthorName).HasMaxLength(120);
        builder.HasIndex(m => new { m.TicketId, m.Position }).IsUnique();
    }
}
