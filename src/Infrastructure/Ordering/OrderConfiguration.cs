using EzSolutions.Domain.Ordering;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Ordering;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders");
        builder.Property(o => o.Number).HasMaxLength(30);
        builder.Property(o => o.Summary).HasMaxLength(200);
        builder.Property(o => o.InvoiceNumber).HasMaxLength(30);
        builder.HasIndex(o => o.Number).IsUnique();
        builder.HasIndex(o => new { o.CustomerId, o.Id });
        builder.HasIndex(o => new { o.State, o.CreatedAt });
        builder.HasMany(o => o.Lines).WithOne().HasForeignKey("OrderId").OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(o => o.Lines).AutoInclude();
    }
}

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("order_lines");
        builder.Property<Guid>("OrderId");
        builder.Property(l => l.Position).ValueGeneratedNever();
        builder.Property(l => l.Description).HasMaxLength(500);
        builder.Property(l => l.Product).HasJson();
        builder.HasKey("OrderId", nameof(OrderLine.Position));
    }
}

internal sealed class StockReservationConfiguration : IEntityTypeConfiguration<StockReservation>
{
    public void Configure(EntityTypeBuilder<StockReservation> builder)
    {
        builder.ToTable("stock_reservations");
        builder.HasIndex(r => r.OrderId).IsUnique();
        builder.HasIndex(r => new { r.State, r.ExpiresAt });
    }
}
