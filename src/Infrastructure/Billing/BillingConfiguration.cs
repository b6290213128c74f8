using EzSolutions.Domain.Billing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing;

internal sealed class InvoiceConfiguration : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("invoices", table =>
        {
            table.HasCheckConstraint("ck_invoices_total", "total_minor_units = subtotal_minor_units + tax_minor_units");

            // M06: paid exactly when its allocations equal its total.
            table.HasCheckConstraint("ck_invoices_paid", "(state = 'paid') = (amount_paid_minor_units = total_minor_units AND number IS NOT NULL)");
            table.HasCheckConstraint("ck_invoices_number", "(state = 'draft') = (number IS NULL)");
        });
        builder.Property(i => i.Number).HasMaxLength(30);
        builder.Property(i => i.OrderNumber).HasMaxLength(30);
        builder.HasIndex(i => i.Number).IsUnique();
        builder.HasIndex(i => new { i.CustomerId, i.Id });
        builder.HasIndex(i => i.OrderId);
        builder.HasMany(i => i.Lines).WithOne().HasForeignKey("InvoiceId").OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(i => i.Lines).AutoInclude();
    }
}

internal sealed class InvoiceLineConfiguration : IEntityTypeConfiguration<InvoiceLine>
{
    public void Configure(EntityTypeBuilder<InvoiceLine> builder)
    {
        builder.ToTable("invoice_lines");
        builder.Property<Guid>("InvoiceId");
        builder.Property(l => l.Position).ValueGeneratedNever();
        builder.Property(l => l.Description).HasMaxLength(500);
        builder.Property(l => l.TaxLabel).HasMaxLength(100);
        builder.Property(l => l.TaxRatePercent).HasPrecision(7, 4);
        builder.Property(l => l.TaxCountry).HasMaxLength(2);
        builder.Property(l => l.TaxRegion).HasMaxLength(50);
        builder.Property(l => l.CustomerTaxId).HasMaxLength(50);
        builder.HasKey("InvoiceId", nameof(InvoiceLine.Position));
    }
}

internal sealed class TaxRuleConfiguration : IEntityTypeConfiguration<TaxRule>
{
    public void Configure(EntityTypeBuilder<TaxRule> builder)
    {
        builder.ToTable("tax_rules");
        builder.Property(r => r.Country).HasMaxLength(2);
        builder.Property(r => r.Region).HasMaxLength(50);
        builder.Property(r => r.Label).HasMaxLength(100);
        builder.Property(r => r.RatePercent).HasPrecision(7, 4);
        builder.HasIndex(r => new { r.Country, r.Region }).IsUnique().AreNullsDistinct(false).HasFilter("ended_at IS NULL");
    }
}
