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

    /// <summary>State or province, for tax; for India its two letters.</summary>
    public string? Region { get; private set; }

    public string? Company { get; private set; }

    public string? Street { get; private set; }

    public string? PostalCode { get; private set; }

    public string? City { get; private set; }

    /// <summary>Well-formed for the country, in its normal form.</summary>
    public string? TaxId { get; private set; }

    /// <summary>What they are quoted and invoiced in unless an order says otherwise; null takes the installation's.</summary>
    public string? CurrencyCode { get; private set; }

    /// <summary>Why staff have exempted them from tax; printed on their invoices.</summary>
    public string? TaxExemption { get; private set; }

    /// <summary>What they read, as a BCP 47 tag: of mails, documents and pages. Null until a conversation or a browser has said it.</summary>
    public string? Locale { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public BillingDetails Billing => new(Company, Street, PostalCode, City, Region, Country, TaxId, CurrencyCode);

    /// <param name="name">Null makes one of the address's first part.</param>
    public static Customer Create(Guid id, Guid userId, EmailAddress email, string? name, DateTimeOffset now) =>
        new(id, userId, email.Value, CleanName(name) ?? email.LocalPart, now);

    public void Rename(string name) => Name = CleanName(name) ?? Name;

    /// <param name="locale">BCP 47 tag; what is none changes nothing, and a language without a region leaves the region it was known with.</param>
    public void SpeakIn(string? locale) =>
        Locale = LocaleTag.Clean(locale) is { } spoken && !$"{Locale}-".StartsWith($"{spoken}-", StringComparison.OrdinalIgnoreCase) ? spoken : Locale;

    public void MoveTo(string country) => Country = country.ToUpperInvariant();

    /// <summary>Takes details that were checked; what is issued already keeps what it says (M09).</summary>
    public void Bill(BillingDetails details) =>
        (Company, Street, PostalCode, City, Region, Country, TaxId, CurrencyCode) =
        (details.Company, details.Street, details.PostalCode, details.City, details.Region, details.Country, details.TaxId, details.Currency);

    /// <param name="reason">Null charges tax again.</param>
    public void ExemptFromTax(string? reason) => TaxExemption = reason;

    private static string? CleanName(string? name)
    {
        var clean = new string([.. (name ?? string.Empty).Where(c => !char.IsControl(c))]).Trim();
        return clean.Length == 0 ? null : clean[..Math.Min(clean.Length, MaxNameLength)];
    }
}
