using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Conversations.Channels;

internal sealed class ChannelThreadConfiguration : IEntityTypeConfiguration<ChannelThread>
{
    public void Configure(EntityTypeBuilder<ChannelThread> builder)
    {
        builder.ToTable("channel_threads");
        builder.Ignore(t => t.Account);
        builder.Ignore(t => t.IsBlocked);
        builder.Property(t => t.Channel).HasMaxLength(40);
        builder.Property(t => t.Tenant).HasMaxLength(200);
        builder.Property(t => t.ThreadKey).HasMaxLength(500);
        builder.Property(t => t.UserId).HasMaxLength(200);
        builder.Property(t => t.Reference).HasColumnType("text");
        builder.Property(t => t.BlockedReason).HasMaxLength(ChannelThread.MaxReasonLength);
        builder.HasIndex(t => new { t.Channel, t.Tenant, t.ThreadKey, t.UserId }).IsUnique();

        // One thread is one conversation.
        builder.HasIndex(t => t.ConversationId).IsUnique();
        builder.HasIndex(t => new { t.Channel, t.Tenant, t.UserId });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(t => t.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChannelIdentityConfiguration : IEntityTypeConfiguration<ChannelIdentity>
{
    public void Configure(EntityTypeBuilder<ChannelIdentity> builder)
    {
        builder.ToTable("channel_identities");
        builder.Ignore(i => i.Account);
        builder.Property(i => i.Channel).HasMaxLength(40);
        builder.Property(i => i.Tenant).HasMaxLength(200);
        builder.Property(i => i.AccountId).HasMaxLength(200);
        builder.Property(i => i.ConsentVersion).HasMaxLength(40);

        // An account speaks for one customer at a time.
        builder.HasIndex(i => new { i.Channel, i.Tenant, i.AccountId }).IsUnique().HasFilter("unlinked_at IS NULL");
        builder.HasIndex(i => i.CustomerId);
    }
}

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.Property(d => d.ExternalId).HasMaxLength(500);
        builder.Property(d => d.Reason).HasMaxLength(ChannelThread.MaxReasonLength);

        // An entry is delivered by one row, however often it is sent.
        builder.HasIndex(d => d.EntryId).IsUnique();
        builder.HasIndex(d => new { d.ThreadId, d.Sequence }).IsUnique();
        builder.HasIndex(d => d.PlaceId);
        builder.HasIndex(d => new { d.ConversationId, d.Sequence });
        builder.HasIndex(d => new { d.ThreadId, d.ExternalId });

        // What the sweeper looks for: almost always empty.
        builder.HasIndex(d => d.NextAttemptAt).HasFilter("next_attempt_at IS NOT NULL");
        builder.HasOne<ChannelThread>().WithMany().HasForeignKey(d => d.ThreadId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Entry>().WithMany().HasForeignKey(d => d.EntryId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChannelInstallationConfiguration : IEntityTypeConfiguration<ChannelInstallation>
{
    public void Configure(EntityTypeBuilder<ChannelInstallation> builder)
    {
        builder.ToTable("channel_installations", table => table.HasCheckConstraint(
            "ck_channel_installations_removed_keeps_no_token", "(removed_at IS NULL) = (octet_length(sealed_token) > 0)"));
        builder.Property(i => i.Channel).HasMaxLength(40);
        builder.Property(i => i.Tenant).HasMaxLength(200);
        builder.Property(i => i.Name).HasMaxLength(ChannelInstallation.MaxNameLength);
        builder.Property(i => i.BotUserId).HasMaxLength(200);
        builder.Property(i => i.InstalledBy).HasMaxLength(200);
        builder.Property(i => i.RemovedReason).HasMaxLength(ChannelThread.MaxReasonLength);
        builder.HasIndex(i => new { i.Channel, i.Tenant }).IsUnique();
    }
}

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("account_links");
        builder.Ignore(l => l.Account);
        builder.Property(l => l.Channel).HasMaxLength(40);
        builder.Property(l => l.Tenant).HasMaxLength(200);
        builder.Property(l => l.AccountId).HasMaxLength(200);
        builder.Property(l => l.AccountName).HasMaxLength(120);
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.HasOne<Conversation>().WithMany().HasForeignKey(l => l.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}
