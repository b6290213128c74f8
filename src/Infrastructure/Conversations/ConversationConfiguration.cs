using EzSolutions.Domain.Conversations;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Conversations;

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.Property(c => c.Channel).HasMaxLength(40);
        builder.Property(c => c.Locale).HasMaxLength(35);
        builder.Property(c => c.Subject).HasMaxLength(100);
        builder.Property(c => c.OriginAddress).HasMaxLength(64);
        builder.Property(c => c.DialogueState).HasColumnType("jsonb");
        builder.Property(c => c.VisitorName).HasMaxLength(100);
        builder.Property(c => c.CustomerEmail).HasMaxLength(320);
        builder.Property<DateTimeOffset>("InboundWindowStart");
        builder.Property<int>("InboundWindowCount");
        builder.ComplexProperty(c => c.Owner, owner => owner.Property(o => o.Name).HasMaxLength(120));

        builder.HasIndex(c => new { c.LastActivityAt, c.Id });
        builder.HasIndex(c => c.CustomerId);
        builder.HasIndex(c => new { c.OriginAddress, c.LastActivityAt });

        // What the sweeper looks for: almost always empty.
        builder.HasIndex(c => c.LastInboundSequence).HasFilter("handled_up_to < last_inbound_sequence").HasDatabaseName("ix_conversations_unanswered");
    }
}

internal sealed class EntryConfiguration : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> builder)
    {
        builder.ToTable("entries");
        builder.ComplexProperty(e => e.Author, author => author.Property(a => a.Name).HasMaxLength(120));
        builder.Property(e => e.Card).HasJson();
        builder.Property(e => e.Action).HasJson();
        builder.Property(e => e.Event).HasMaxLength(40);
        builder.HasIndex(e => new { e.Event, e.CreatedAt }).HasFilter("event IS NOT NULL");
        builder.Property(e => e.Key).HasMaxLength(200);
        builder.Property(e => e.ExternalId).HasMaxLength(200);

        // C01: no sequence number and no outside id twice.
        builder.HasIndex(e => new { e.ConversationId, e.Sequence }).IsUnique();
        builder.HasIndex(e => new { e.ConversationId, e.ExternalId }).IsUnique().HasFilter("external_id IS NOT NULL");

        // One place per key.
        builder.HasIndex(e => new { e.ConversationId, e.Key }).IsUnique().HasFilter("key IS NOT NULL AND replaces IS NULL");
        builder.HasOne<Conversation>().WithMany().HasForeignKey(e => e.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class TurnRecordConfiguration : IEntityTypeConfiguration<TurnRecord>
{
    public void Configure(EntityTypeBuilder<TurnRecord> builder)
    {
        builder.ToTable("turn_traces");
        builder.Property(t => t.Understanding).HasColumnType("jsonb");
        builder.Property(t => t.Frames).HasColumnType("jsonb");
        builder.Property(t => t.Decisions).HasJson();
        builder.HasIndex(t => new { t.ConversationId, t.CreatedAt });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(t => t.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.Property(a => a.Name).HasMaxLength(120);
        builder.Property(a => a.ContentType).HasMaxLength(80);
        builder.HasIndex(a => new { a.ConversationId, a.CreatedAt });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(a => a.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}
