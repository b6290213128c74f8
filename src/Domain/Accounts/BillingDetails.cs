namespace EzSolutions.Domain.Accounts;

/// <summary>Where a customer is billed, and in what.</summary>
/// <param name="Country">ISO 3166-1 alpha-2; null until told.</param>
/// <param name="Region">State or province; for India its two letters.</param>
/// <param name="TaxId">In its normal form.</param>
/// <param name="Currency">What they are quoted and invoiced in unless an order says otherwise; null takes the installation's.</param>
public sealed record BillingDetails(
    string? Company, string? Street, string? PostalCode, string? City, string? Region, string? Country, string? TaxId, string? Currency);
