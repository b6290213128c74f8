namespace EzSolutions.Application.Ordering;

/// <summary>Section <c>Ordering</c>; figures of rules.md.</summary>
public sealed class OrderingOptions
{
    /// <summary>What is quoted when the draft names no currency.</summary>
    public string DefaultCurrency { get; set; } = "USD";

    /// <summary>O09: how long stock is kept for an unpaid order.</summary>
    public TimeSpan ReservationTime { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>An order nobody pays for is cancelled after this.</summary>
    public TimeSpan UnpaidOrderTime { get; set; } = TimeSpan.FromDays(7);
}
