using EzSolutions.Domain.Billing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Billing;

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal_entries");
        builder.Property(e => e.Kind).HasMaxLength(60);
        builder.Property(e => e.Reference).HasMaxLength(255);
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasIndex(e => e.InvoiceId);
        builder.HasIndex(e => e.Reference);
        builder.HasMany(e => e.Postings).WithOne().HasForeignKey("EntryId").OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(e => e.Postings).AutoInclude();
    }
}

internal sealed class PostingConfiguration : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.ToTable("journal_postings", table =>
        {
            table.HasCheckConstraint("ck_journal_postings_amount", "amount_minor_units <> 0");
            table.HasCheckConstraint(
                "ck_journal_postings_customer", "(account IN ('customer_receivable', 'wallet')) = (customer_id IS NOT NULL)");
        });
        builder.Property<Guid>("EntryId");
        builder.Property(p => p.Position).ValueGeneratedNever();
        builder.HasKey("EntryId", nameof(Posting.Position));
        builder.HasIndex(p => new { p.Account, p.CustomerId });
    }
}

internal sealed class WalletConfiguration : IEntityTypeConfiguration<Wallet>
{
    public void Configure(EntityTypeBuilder<Wallet> builder)
    {
        // M04: the balance is moved by the trigger of wallet.sql and is never negative.
        builder.ToTable("wallets", table => table.HasCheckConstraint("ck_wallets_balance", "balance_minor_units >= 0"));
        builder.HasKey(w => new { w.CustomerId, w.CurrencyCode });
        builder.Property(w => w.CurrencyCode).HasMaxLength(3).IsFixedLength();
        builder.Ignore(w => w.Balance);
    }
}

/// <summary>The last number given out per series and year (M08).</summary>
internal sealed class NumberSeriesRow
{
    public required string Series { get; init; }

    public required int Year { get; init; }

    public long Last { get; init; }
}

internal sealed class NumberSeriesConfiguration : IEntityTypeConfiguration<NumberSeriesRow>
{
    public void Configure(EntityTypeBuilder<NumberSeriesRow> builder)
    {
        builder.ToTable("number_series");
        builder.HasKey(r => new { r.Series, r.Year });
        builder.Property(r => r.Series).HasMaxLength(10);
        builder.Property(r => r.Year).ValueGeneratedNever();
    }
}
