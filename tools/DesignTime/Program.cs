using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

Console.Error.WriteLine("This project serves `dotnet ef` only; see CONTRIBUTING.md.");

/// <summary>Gives `dotnet ef` the model without starting the program.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
