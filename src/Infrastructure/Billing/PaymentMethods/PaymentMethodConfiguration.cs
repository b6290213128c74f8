using EzSolutions.Domain.Billing.PaymentMethods;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing.PaymentMethods;

internal sealed class PaymentMethodConfiguration : IEntityTypeConfiguration<PaymentMethod>
{
    public void Configure(EntityTypeBuilder<PaymentMethod> builder)
    {
        builder.ToTable("payment_methods");
        builder.Property(m => m.Provider).HasMaxLength(20);
        builder.Property(m => m.ExternalId).HasMaxLength(255);
        builder.Property(m => m.Brand).HasMaxLength(30);
        builder.Property(m => m.LastFour).HasMaxLength(4);
        builder.Ignore(m => m.Display);
        builder.HasIndex(m => new { m.Provider, m.ExternalId }).IsUnique();

        // One default per customer.
        builder.HasIndex(m => m.CustomerId).IsUnique().HasFilter("is_default AND state = 'active'").HasDatabaseName("ux_payment_methods_default");
        builder.HasIndex(m => new { m.CustomerId, m.State });
    }
}

internal sealed class GatewayCustomerConfiguration : IEntityTypeConfiguration<GatewayCustomer>
{
    public void Configure(EntityTypeBuilder<GatewayCustomer> builder)
    {
        builder.ToTable("gateway_customers");
        builder.Property(c => c.Provider).HasMaxLength(20);
        builder.Property(c => c.ExternalId).HasMaxLength(255);
        builder.Ignore(c => c.IdempotencyKey);
        builder.HasIndex(c => new { c.CustomerId, c.Provider }).IsUnique();
        builder.HasIndex(c => new { c.Provider, c.ExternalId }).IsUnique();
    }
}
