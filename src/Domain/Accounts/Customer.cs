using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Accounts;

/// <summary>Somebody we do business with: the owner of orders, invoices, services and tickets.</summary>
public sealed class Customer : Aggregate
{
    public const int MaxNameLength = 120;

    private Customer(Guid id, Guid userId, string email, string name, DateTimeOffset now)
        : base(id)
    {
        UserId = userId;
        Email = email;
        Name = name;
        CreatedAt = now;
    }

    private Customer()
    {
    }

    /// <summary>The person who signs in for this customer.</summary>
    public Guid UserId { get; private set; }

    /// <summary>Lower case.</summary>
    public string Email { get; private set; } = string.Empty;

    public string Name { get; private set; } = string.Empty;

    /// <summary>ISO 3166-1 alpha-2, for tax (M10); null until told.</summary>
    public string? Country { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <param name="name">Null makes one of the address's first part.</param>
    public static Customer Create(Guid id, Guid userId, EmailAddress email, string? name, DateTimeOffset now) =>
        new(id, userId, email.Value, CleanName(name) ?? email.LocalPart, now);

    public void Rename(string name) => Name = CleanName(name) ?? Name;

    public void MoveTo(string country) => Country = country.ToUpperInvariant();

    private static string? CleanName(string? name)
    {
        var clean = new string([.. (name ?? string.Empty).Where(c => !char.IsControl(c))]).Trim();
        return clean.Length == 0 ? null : clean[..Math.Min(clean.Length, MaxNameLength)];
    }
}
