namespace EzSolutions.Domain.Catalog;

/// <summary>What a product contains; sizes in GB, traffic in TB a month; null where it does not apply.</summary>
public sealed record Specs(int? RamGb, int? Vcpu, int? DiskGb, int? TrafficTb, int? Websites)
{
    public static readonly Specs None = new(null, null, null, null, null);
}
