using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Provisioning;

internal sealed class LifecycleJobConfiguration : IEntityTypeConfiguration<LifecycleJob>
{
    public void Configure(EntityTypeBuilder<LifecycleJob> builder)
    {
        builder.ToTable("lifecycle_jobs");
        builder.Property(j => j.AskedBy).HasMaxLength(80);
        // One after the other: two that are asked for at once cannot take the same number.
        builder.HasIndex(j => new { j.ServiceId, j.Number }).IsUnique();
        builder.HasIndex(j => j.NextRunAt).HasFilter("finished_at is null").HasDatabaseName("ix_lifecycle_jobs_due");
        builder.HasOne<Service>().WithMany().HasForeignKey(j => j.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.PrimitiveCollection<List<string>>("_log").HasColumnName("log").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Ignore(j => j.Log);
        builder.Ignore(j => j.Current);
        builder.Ignore(j => j.Percent);
        builder.Ignore(j => j.IsFinished);
        builder.Ignore(j => j.Steps);
        builder.OwnsMany<LifecycleStep>("_steps", step =>
        {
            step.ToTable("lifecycle_steps");
            step.WithOwner().HasForeignKey("job_id");
            step.HasKey("job_id", nameof(LifecycleStep.Position));
            step.Property(s => s.Position).ValueGeneratedNever();
        });
    }
}

internal sealed class ServiceBackupConfiguration : IEntityTypeConfiguration<ServiceBackup>
{
    public void Configure(EntityTypeBuilder<ServiceBackup> builder)
    {
        builder.ToTable("service_backups");
        builder.Property(b => b.Volume).HasMaxLength(300);
        builder.Property(b => b.Node).HasMaxLength(60);
        builder.HasIndex(b => new { b.ServiceId, b.Id });
        builder.HasOne<Service>().WithMany().HasForeignKey(b => b.ServiceId).OnDelete(DeleteBehavior.Restrict);
    }
}
