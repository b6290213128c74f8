using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Subscriptions;

/// <summary>A new price for running services, announced with notice; it holds for periods that start on <see cref="EffectiveOn"/> or later.</summary>
public sealed class PriceChange : Aggregate
{
    private PriceChange(Guid id)
        : base(id)
    {
    }

    private PriceChange()
    {
    }

    public string ProductCode { get; private set; } = "";

    public BillingCycle Cycle { get; private set; }

    /// <summary>For one cycle.</summary>
    public Money Price { get; private set; }

    public DateOnly EffectiveOn { get; private set; }

    /// <summary>How many subscriptions it was announced to.</summary>
    public int Affected { get; private set; }

    public string AnnouncedBy { get; private set; } = "";

    public DateTimeOffset AnnouncedAt { get; private set; }

    public static PriceChange Announce(
        Guid id, string productCode, BillingCycle cycle, Money price, DateOnly effectiveOn, int affected, string by, DateTimeOffset now) => new(id)
        {
            ProductCode = productCode,
            Cycle = cycle,
            Price = price,
            EffectiveOn = effectiveOn,
            Affected = affected,
            AnnouncedBy = by,
            AnnouncedAt = now,
        };
}
