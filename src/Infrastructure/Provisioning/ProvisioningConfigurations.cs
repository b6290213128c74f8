using EzSolutions.Domain.Provisioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Provisioning;

internal sealed class ServiceConfiguration : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("services");
        builder.ComplexProperty(s => s.RecurringPrice);
        builder.Property(s => s.OrderNumber).HasMaxLength(40);
        builder.Property(s => s.ProductCode).HasMaxLength(60);
        builder.Property(s => s.ProductName).HasMaxLength(120);
        builder.Property(s => s.Label).HasMaxLength(255);
        builder.Ignore(s => s.Place);
        builder.Ignore(s => s.IsMachine);
        builder.Ignore(s => s.Suspensions);
        builder.OwnsMany<Suspension>("_suspensions", suspension =>
        {
            suspension.ToTable("service_suspensions");
            suspension.WithOwner().HasForeignKey("service_id");
            suspension.HasKey(nameof(Suspension.Id));
            suspension.Property(s => s.Id).ValueGeneratedNever();
            suspension.Property(s => s.Note).HasMaxLength(500);
            suspension.Property(s => s.By).HasMaxLength(80);
            suspension.Ignore(s => s.Holds);
            // O07: once per reason at a time.
            suspension.HasIndex("service_id", nameof(Suspension.Reason)).IsUnique().HasFilter("lifted_at is null")
                .HasDatabaseName("ix_service_suspensions_holding");
        });
        builder.Ignore(s => s.HasCredentials);
        // P01: one service per paid line and unit, whatever runs twice.
        builder.HasIndex(s => new { s.OrderId, s.Line, s.Unit }).IsUnique();
        builder.HasIndex(s => new { s.CustomerId, s.Id });
        // P03: a machine belongs to one service.
        builder.HasIndex(s => new { s.Cluster, s.Vmid }).IsUnique();
    }
}

internal sealed class ProvisioningJobConfiguration : IEntityTypeConfiguration<ProvisioningJob>
{
    public void Configure(EntityTypeBuilder<ProvisioningJob> builder)
    {
        builder.ToTable("provisioning_jobs");
        builder.HasIndex(j => j.ServiceId).IsUnique();
        builder.HasIndex(j => new { j.State, j.NextRunAt });
        builder.HasOne<Service>().WithMany().HasForeignKey(j => j.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.PrimitiveCollection<List<string>>("_log").HasColumnName("log").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.PrimitiveCollection<List<string>>("_nodesTried").HasColumnName("nodes_tried").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Ignore(j => j.Log);
        builder.Ignore(j => j.NodesTried);
        builder.Ignore(j => j.Current);
        builder.Ignore(j => j.Percent);
        builder.Ignore(j => j.IsFinished);
        builder.Ignore(j => j.Steps);
        builder.OwnsMany<ProvisioningStep>("_steps", step =>
        {
            step.ToTable("provisioning_steps");
            step.WithOwner().HasForeignKey("job_id");
            step.HasKey("job_id", nameof(ProvisioningStep.Name));
        });
    }
}

internal sealed class VmAllocationConfiguration : IEntityTypeConfiguration<VmAllocation>
{
    public void Configure(EntityTypeBuilder<VmAllocation> builder)
    {
        builder.ToTable("vm_allocations");
        builder.Property(a => a.Cluster).HasMaxLength(60);
        // P03: tombstones included.
        builder.HasIndex(a => new { a.Cluster, a.Vmid }).IsUnique();
        // P03: at most one live machine per service.
        builder.HasIndex(a => a.ServiceId).IsUnique().HasFilter("state = 'live'").HasDatabaseName("ix_vm_allocations_live_service");
    }
}

internal sealed class VmidPoolConfiguration : IEntityTypeConfiguration<VmidPool>
{
    public void Configure(EntityTypeBuilder<VmidPool> builder)
    {
        builder.ToTable("vmid_pools");
        builder.Property(p => p.Cluster).HasMaxLength(60);
        builder.HasIndex(p => p.Cluster).IsUnique();
    }
}

internal sealed class PowerJobConfiguration : IEntityTypeConfiguration<PowerJob>
{
    public void Configure(EntityTypeBuilder<PowerJob> builder)
    {
        builder.ToTable("power_jobs");
        builder.Property(j => j.AskedBy).HasMaxLength(80);
        builder.Ignore(j => j.IsFinished);
        // One at a time per service, whoever asks.
        builder.HasIndex(j => j.ServiceId).IsUnique().HasFilter("finished_at is null").HasDatabaseName("ix_power_jobs_open_service");
        builder.HasOne<Service>().WithMany().HasForeignKey(j => j.ServiceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MachineFindingConfiguration : IEntityTypeConfiguration<MachineFinding>
{
    public void Configure(EntityTypeBuilder<MachineFinding> builder)
    {
        builder.ToTable("machine_findings");
        builder.Property(f => f.Cluster).HasMaxLength(60);
        builder.HasIndex(f => new { f.Cluster, f.Vmid, f.Kind }).IsUnique().HasFilter("resolved_at is null")
            .HasDatabaseName("ix_machine_findings_open");
    }
}
