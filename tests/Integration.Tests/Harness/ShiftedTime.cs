namespace EzSolutions.Integration.Tests.Harness;

/// <summary>The real clock, moved forward by a test that cannot wait.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
