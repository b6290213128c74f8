using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing.Tax;

internal sealed class TaxRuleConfiguration : IEntityTypeConfiguration<TaxRule>
{
    public void Configure(EntityTypeBuilder<TaxRule> builder)
    {
        builder.ToTable("tax_rules", table => table.HasCheckConstraint("ck_tax_rules_rate", "rate_percent BETWEEN 0 AND 100"));
        builder.Property(r => r.Country).HasMaxLength(2);
        builder.Property(r => r.Region).HasMaxLength(50);
        builder.Property(r => r.ProductClass).HasMaxLength(40);
        builder.Property(r => r.Label).HasMaxLength(100);
        builder.Property(r => r.RatePercent).HasPrecision(7, 4);
        builder.Property(r => r.Components).HasJson();
        builder.HasIndex(r => new { r.Country, r.Region, r.ProductClass, r.ValidFrom }).IsUnique().AreNullsDistinct(false);
    }
}

internal sealed class SellerProfileConfiguration : IEntityTypeConfiguration<SellerProfile>
{
    public void Configure(EntityTypeBuilder<SellerProfile> builder)
    {
        builder.ToTable("seller_profiles", table => table.HasCheckConstraint("ck_seller_profiles_one", $"id = '{SellerProfile.TheOne}'"));
        builder.Property(s => s.Details).HasJson();
        builder.Ignore(s => s.Tax);
    }
}
