namespace EzSolutions.Application.Common;

/// <summary>Puts demo data into an empty installation, in Development only. Running it again changes nothing.</summary>
public interface IDemoSeed
{
    /// <summary>Lower runs first.</summary>
    int Order { get; }

    Task SeedAsync(CancellationToken ct);
}
