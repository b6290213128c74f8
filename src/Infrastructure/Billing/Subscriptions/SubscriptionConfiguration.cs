using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing.Subscriptions;

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("subscriptions", table =>
        {
            table.HasCheckConstraint("ck_subscriptions_period", "period_end > period_start");
            table.HasCheckConstraint("ck_subscriptions_anchor", "anchor_day BETWEEN 1 AND 31");
            table.HasCheckConstraint("ck_subscriptions_price", "price_minor_units >= 0 AND coalesce(next_price_minor_units, 0) >= 0");
            table.HasCheckConstraint("ck_subscriptions_suspended", "(state = 'suspended') = (suspended_on IS NOT NULL AND ended_at IS NULL)");
            table.HasCheckConstraint("ck_subscriptions_ended", "(state = 'ended') = (ended_at IS NOT NULL)");
        });
        builder.Property(s => s.Label).HasMaxLength(255);
        builder.Property(s => s.ProductCode).HasMaxLength(60);
        builder.Property(s => s.ProductName).HasMaxLength(120);
        builder.Property(s => s.TaxClass).HasMaxLength(40);
        builder.Property(s => s.CommodityCode).HasMaxLength(20);
        builder.Property(s => s.HeldFor).HasMaxLength(500);
        builder.Property(s => s.Discounts).HasJson().HasDefaultValueSql("'[]'");
        builder.Ignore(s => s.NextPrice);
        builder.Ignore(s => s.Plan);

        // One per service, whatever runs twice.
        builder.HasIndex(s => s.ServiceId).IsUnique();
        builder.HasIndex(s => new { s.CustomerId, s.Id });

        // What the renewal run looks through.
        builder.HasIndex(s => new { s.PeriodEnd, s.Id }).HasFilter(RenewalBatches.Renewable).HasDatabaseName("ix_subscriptions_renewable");
        builder.HasIndex(s => s.TerminateOn).HasFilter("terminate_on IS NOT NULL");
        builder.HasIndex(s => s.CancelsOn).HasFilter("cancels_on IS NOT NULL AND ended_at IS NULL");
    }
}

internal sealed class RenewalConfiguration : IEntityTypeConfiguration<Renewal>
{
    public void Configure(EntityTypeBuilder<Renewal> builder)
    {
        builder.ToTable("renewals", table => table.HasCheckConstraint("ck_renewals_period", "period_end > period_start"));
        builder.Property(r => r.ProductCode).HasMaxLength(60);
        builder.Property(r => r.ChargeOutcome).HasMaxLength(500);
        builder.Ignore(r => r.Period);
        builder.Ignore(r => r.DueOn);
        builder.Ignore(r => r.ChargeUnanswered);
        builder.HasOne<Subscription>().WithMany().HasForeignKey(r => r.SubscriptionId).OnDelete(DeleteBehavior.Restrict);

        // O03: one renewal invoice per service and period. One that was taken back makes room for another.
        builder.HasIndex(r => new { r.ServiceId, r.PeriodStart }).IsUnique().HasFilter("state <> 'cancelled'").HasDatabaseName("ux_renewals_service_period");

        // O03: nor two at once, whatever their periods.
        builder.HasIndex(r => r.SubscriptionId).IsUnique().HasFilter("state = 'open'").HasDatabaseName("ux_renewals_open");
        builder.HasIndex(r => r.InvoiceId).IsUnique();
        builder.HasIndex(r => r.CreatedAt).HasFilter("state = 'open' AND delivered_at IS NULL").HasDatabaseName("ix_renewals_undelivered");
        builder.HasIndex(r => r.RemindOn).HasFilter("remind_on IS NOT NULL");
        builder.HasIndex(r => r.ChargeOn).HasFilter("charge_on IS NOT NULL");
        builder.HasIndex(r => r.SuspendOn).HasFilter("state = 'open'");
    }
}

internal sealed class PlanChangeConfiguration : IEntityTypeConfiguration<PlanChange>
{
    public void Configure(EntityTypeBuilder<PlanChange> builder)
    {
        builder.ToTable("plan_changes");
        builder.Property(c => c.FromProductCode).HasMaxLength(60);
        builder.Property(c => c.ToProductCode).HasMaxLength(60);
        builder.Property(c => c.ToProductName).HasMaxLength(120);
        builder.Property(c => c.TaxClass).HasMaxLength(40);
        builder.Property(c => c.CommodityCode).HasMaxLength(20);
        builder.Ignore(c => c.Plan);
        builder.Ignore(c => c.IsOpen);
        builder.HasOne<Subscription>().WithMany().HasForeignKey(c => c.SubscriptionId).OnDelete(DeleteBehavior.Restrict);

        // O08: one change of a service at a time.
        builder.HasIndex(c => c.SubscriptionId).IsUnique().HasFilter("state IN ('awaiting_payment', 'scheduled')").HasDatabaseName("ux_plan_changes_open");
        builder.HasIndex(c => c.InvoiceId).IsUnique();
        builder.HasIndex(c => new { c.State, c.On });
    }
}

internal sealed class PriceChangeConfiguration : IEntityTypeConfiguration<PriceChange>
{
    public void Configure(EntityTypeBuilder<PriceChange> builder)
    {
        builder.ToTable("price_changes");
        builder.Property(c => c.ProductCode).HasMaxLength(60);
        builder.Property(c => c.AnnouncedBy).HasMaxLength(80);
    }
}

internal sealed class ProductTermsConfiguration : IEntityTypeConfiguration<ProductTerms>
{
    public void Configure(EntityTypeBuilder<ProductTerms> builder)
    {
        builder.ToTable("product_terms");
        builder.Property(t => t.ProductCode).HasMaxLength(60);
        builder.Property(t => t.Terms).HasJson();
        builder.HasIndex(t => t.ProductCode).IsUnique();
    }
}
