using EzSolutions.Domain.Billing.Reconciliation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing.Reconciliation;

internal sealed class ReconciliationRunConfiguration : IEntityTypeConfiguration<ReconciliationRun>
{
    public void Configure(EntityTypeBuilder<ReconciliationRun> builder)
    {
        builder.ToTable("reconciliation_runs");
        builder.Property(r => r.StartedBy).HasMaxLength(100);
        builder.Property(r => r.Note).HasMaxLength(1_000);

        // Two at once would find everything twice.
        builder.HasIndex(r => r.State).IsUnique().HasFilter("state = 'running'").HasDatabaseName("ux_reconciliation_runs_running");
    }
}

internal sealed class ReconciliationFindingConfiguration : IEntityTypeConfiguration<ReconciliationFinding>
{
    public void Configure(EntityTypeBuilder<ReconciliationFinding> builder)
    {
        builder.ToTable("reconciliation_findings");
        builder.Property(f => f.Subject).HasMaxLength(300);
        builder.Property(f => f.Detail).HasMaxLength(1_000);
        builder.Property(f => f.Outcome).HasMaxLength(1_000);

        // The same matter is one row for as long as it is open.
        builder.HasIndex(f => new { f.Kind, f.Subject }).IsUnique().HasFilter("state = 'open'").HasDatabaseName("ux_reconciliation_findings_open");
        builder.HasIndex(f => new { f.State, f.Id });
    }
}
