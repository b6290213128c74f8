using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Catalog;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("products", table => table.HasCheckConstraint("ck_products_stock", "stock IS NULL OR stock >= 0"));
        builder.Property(p => p.Code).HasMaxLength(50);
        builder.Property(p => p.Name).HasMaxLength(100);
        builder.Property(p => p.Description).HasMaxLength(2_000);
        builder.ComplexProperty(p => p.Specs);
        builder.Property(p => p.TaxClass).HasMaxLength(40).HasDefaultValue(TaxClasses.Standard);
        builder.Property(p => p.CommodityCode).HasMaxLength(10);
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasMany(p => p.Prices).WithOne().HasForeignKey("ProductId").OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(p => p.Prices).AutoInclude();
    }
}

internal sealed class ProductPriceConfiguration : IEntityTypeConfiguration<ProductPrice>
{
    public void Configure(EntityTypeBuilder<ProductPrice> builder)
    {
        builder.ToTable("product_prices", table =>
        {
            // M11: a price is there or it is not; what is there is an amount in the row's currency.
            table.HasCheckConstraint("ck_product_prices_amounts", "price_minor_units >= 0 AND setup_minor_units >= 0");
            table.HasCheckConstraint("ck_product_prices_currency", "price_currency = currency_code AND setup_currency = currency_code");
        });
        builder.Property<Guid>("ProductId");
        builder.Property(p => p.CurrencyCode).HasMaxLength(3).IsFixedLength();
        builder.HasKey("ProductId", nameof(ProductPrice.Cycle), nameof(ProductPrice.CurrencyCode));
    }
}
