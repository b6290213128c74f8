using EzSolutions.Domain.Accounts;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EzSolutions.Infrastructure.Accounts;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers");
        builder.Property(c => c.Email).HasMaxLength(254);
        builder.Property(c => c.Name).HasMaxLength(Customer.MaxNameLength);
        builder.Property(c => c.Country).HasMaxLength(2);
        builder.Property(c => c.Region).HasMaxLength(50);
        builder.Property(c => c.Company).HasMaxLength(200);
        builder.Property(c => c.Street).HasMaxLength(200);
        builder.Property(c => c.PostalCode).HasMaxLength(20);
        builder.Property(c => c.City).HasMaxLength(100);
        builder.Property(c => c.TaxId).HasMaxLength(20);
        builder.Property(c => c.CurrencyCode).HasMaxLength(3);
        builder.Property(c => c.TaxExemption).HasMaxLength(200);
        builder.Property(c => c.Locale).HasMaxLength(35);
        builder.Ignore(c => c.Billing);
        builder.HasIndex(c => c.UserId).IsUnique();
        builder.HasIndex(c => c.Email);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StaffMemberConfiguration : IEntityTypeConfiguration<StaffMember>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.ToTable("staff_members");
        builder.Property(s => s.Name).HasMaxLength(120);
        builder.Property(s => s.Roles).HasJson();
        builder.HasIndex(s => s.UserId).IsUnique();
        builder.HasOne<AppUser>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SignInChallengeConfiguration : IEntityTypeConfiguration<SignInChallenge>
{
    public void Configure(EntityTypeBuilder<SignInChallenge> builder)
    {
        builder.ToTable("sign_in_challenges");
        builder.Property(c => c.Email).HasMaxLength(254);
        builder.HasIndex(c => c.Email).IsUnique();
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasIndex(s => s.TokenHash).IsUnique();
        builder.HasIndex(s => s.RefreshHash).IsUnique();
        builder.HasIndex(s => s.PreviousRefreshHash);
        builder.HasIndex(s => s.ConversationId);
        builder.HasIndex(s => s.RefreshExpiresAt);
    }
}
