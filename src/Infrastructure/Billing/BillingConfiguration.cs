using EzSolutions.Domain.Billing;
using EzSolutions.Infrastructure.Common.Persistence;
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
            table.HasCheckConstraint("ck_invoices_paid", "(state = 'paid') = (number IS NOT NULL AND amount_paid_minor_units > 0 AND amount_paid_minor_units + credit_applied_minor_units = total_minor_units)");
            table.HasCheckConstraint("ck_invoices_credited", "credit_applied_minor_units BETWEEN 0 AND credited_minor_units AND credited_minor_units <= total_minor_units");
            table.HasCheckConstraint("ck_invoices_number", "(state = 'draft') = (number IS NULL)");
        });
        builder.Property(i => i.Number).HasMaxLength(30);
        builder.Property(i => i.OrderNumber).HasMaxLength(30);
        builder.Property(i => i.CreditedMinorUnits).HasDefaultValue(0L);
        builder.Property(i => i.CreditAppliedMinorUnits).HasDefaultValue(0L);
        builder.Property(i => i.Seller).HasJson();
        builder.Property(i => i.BilledTo).HasJson();
        builder.Ignore(i => i.AmountCredited).Ignore(i => i.CreditApplied);
        builder.HasIndex(i => i.DueAt).HasFilter("state IN ('open', 'partially_paid')").HasDatabaseName("ix_invoices_due");
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
        builder.ToTable("invoice_lines", table =>
        {
            // M01, M10: the line's tax is the sum of its taxes.
            table.HasCheckConstraint("ck_invoice_lines_taxes", "tax_minor_units = sum_of_taxes(taxes)");
            table.HasCheckConstraint("ck_invoice_lines_discount", "discount_currency = amount_currency AND discount_minor_units >= 0");
        });
        builder.Property<Guid>("InvoiceId");
        builder.Property(l => l.Position).ValueGeneratedNever();
        builder.Property(l => l.Description).HasMaxLength(500);
        builder.Property(l => l.TaxLabel).HasMaxLength(100);
        builder.Property(l => l.TaxRatePercent).HasPrecision(7, 4);
        builder.Property(l => l.TaxCountry).HasMaxLength(2);
        builder.Property(l => l.TaxRegion).HasMaxLength(50);
        builder.Property(l => l.CustomerTaxId).HasMaxLength(50);
        builder.Property(l => l.TaxNote).HasMaxLength(300);
        builder.Property(l => l.Taxes).HasJson();
        builder.Property(l => l.CommodityCode).HasMaxLength(10);
        builder.Property(l => l.DiscountLabel).HasMaxLength(300);
        builder.HasKey("InvoiceId", nameof(InvoiceLine.Position));
    }
}
