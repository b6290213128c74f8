using Microsoft.EntityFrameworkCore.Migrations;

namespace EzSolutions.Infrastructure.Common.Persistence;

/// <summary>Lets a migration run what the model cannot say (triggers, checks): a SQL file of a feature's <c>Sql/</c> folder.</summary>
internal static class MigrationScripts
{
    /// <param name="name">Path below Infrastructure, e.g. <c>Billing/Sql/1-ledger.sql</c>. A file that a migration names never changes again.</param>
    public static void RunScript(this MigrationBuilder migration, string name)
    {
        using var stream = typeof(MigrationScripts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no SQL file {name}.");
        using var reader = new StreamReader(stream);
        migration.Sql(reader.ReadToEnd());
    }
}
