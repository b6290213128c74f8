using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing.Coupons;

internal sealed class CouponConfiguration : IEntityTypeConfiguration<Coupon>
{
    public void Configure(EntityTypeBuilder<Coupon> builder)
    {
        // O10: the counter is moved by the trigger of 12-coupons.sql and never passes the limit.
        builder.ToTable("coupons", table => table.HasCheckConstraint(
            "ck_coupons_redeemed", "redeemed >= 0 AND (max_redemptions IS NULL OR redeemed <= max_redemptions)"));
        builder.Property(c => c.Code).HasMaxLength(40);
        builder.Property(c => c.Description).HasMaxLength(200);
        builder.Property(c => c.Rules).HasJson();
        builder.Property(c => c.Redeemed).HasDefaultValue(0).ValueGeneratedOnAddOrUpdate();
        builder.Property(c => c.Redeemed).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.HasIndex(c => c.Code).IsUnique();
    }
}

internal sealed class CouponRedemptionConfiguration : IEntityTypeConfiguration<CouponRedemption>
{
    public void Configure(EntityTypeBuilder<CouponRedemption> builder)
    {
        builder.ToTable("coupon_redemptions");
        builder.HasIndex(r => new { r.CouponId, r.CustomerId });
        builder.HasIndex(r => new { r.OrderId, r.CouponId }).IsUnique();
        builder.HasOne<Coupon>().WithMany().HasForeignKey(r => r.CouponId).OnDelete(DeleteBehavior.Restrict);
    }
}
