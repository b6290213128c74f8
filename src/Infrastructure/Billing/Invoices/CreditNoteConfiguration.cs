using EzSolutions.Domain.Billing;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing.Invoices;

internal sealed class CreditNoteConfiguration : IEntityTypeConfiguration<CreditNote>
{
    public void Configure(EntityTypeBuilder<CreditNote> builder)
    {
        builder.ToTable("credit_notes", table =>
        {
            table.HasCheckConstraint("ck_credit_notes_total", "total_minor_units = subtotal_minor_units + tax_minor_units AND total_minor_units > 0");
            table.HasCheckConstraint("ck_credit_notes_applied", "applied_minor_units BETWEEN 0 AND total_minor_units");
        });
        builder.Property(n => n.Number).HasMaxLength(30);
        builder.Property(n => n.InvoiceNumber).HasMaxLength(30);
        builder.Property(n => n.Reason).HasMaxLength(500);
        builder.Property(n => n.Seller).HasJson();
        builder.Property(n => n.BilledTo).HasJson();
        builder.Ignore(n => n.ToWallet);
        builder.HasIndex(n => n.Number).IsUnique();
        builder.HasIndex(n => new { n.CustomerId, n.Id });
        builder.HasOne<Invoice>().WithMany().HasForeignKey(n => n.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(n => n.Lines).WithOne().HasForeignKey("CreditNoteId").OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(n => n.Lines).AutoInclude();
    }
}

internal sealed class CreditNoteLineConfiguration : IEntityTypeConfiguration<CreditNoteLine>
{
    public void Configure(EntityTypeBuilder<CreditNoteLine> builder)
    {
        builder.ToTable("credit_note_lines", table => table.HasCheckConstraint("ck_credit_note_lines", "amount_minor_units >= 0 AND tax_minor_units >= 0"));
        builder.Property<Guid>("CreditNoteId");
        builder.Property(l => l.Position).ValueGeneratedNever();
        builder.Property(l => l.Description).HasMaxLength(500);
        builder.Property(l => l.TaxLabel).HasMaxLength(100);
        builder.Property(l => l.TaxRatePercent).HasPrecision(7, 4);
        builder.HasKey("CreditNoteId", nameof(CreditNoteLine.Position));
    }
}
