using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Conversations;

internal sealed class StaffDeskConfiguration : IEntityTypeConfiguration<StaffDesk>
{
    public void Configure(EntityTypeBuilder<StaffDesk> builder)
    {
        builder.ToTable("staff_desks", table => table.HasCheckConstraint("ck_staff_desks_capacity", "capacity BETWEEN 1 AND 50"));
        builder.Property(d => d.Skills).HasJson();
        builder.HasOne<Domain.Accounts.StaffMember>().WithOne().HasForeignKey<StaffDesk>(d => d.Id).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SupportHoursConfiguration : IEntityTypeConfiguration<SupportHours>
{
    public void Configure(EntityTypeBuilder<SupportHours> builder)
    {
        builder.ToTable("support_hours");
        builder.Property(h => h.TimeZone).HasMaxLength(64);
        builder.Property(h => h.Week).HasJson();
        builder.Property(h => h.Holidays).HasJson();
    }
}

internal sealed class SatisfactionConfiguration : IEntityTypeConfiguration<Satisfaction>
{
    public void Configure(EntityTypeBuilder<Satisfaction> builder)
    {
        builder.ToTable("satisfaction", table => table.HasCheckConstraint("ck_satisfaction_score", "score BETWEEN 1 AND 5"));
        builder.Property(s => s.StaffName).HasMaxLength(120);
        builder.Property(s => s.Comment).HasMaxLength(Satisfaction.MaxComment);
        builder.HasIndex(s => new { s.ConversationId, s.AskedAt });
        builder.HasIndex(s => s.AskedAt);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(s => s.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}
