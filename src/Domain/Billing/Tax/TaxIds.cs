using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Tax;

/// <summary>A customer's or seller's tax id in its normal form: upper case, without blanks and punctuation, EU VAT ids with their prefix.</summary>
/// <param name="Country">ISO 3166-1 alpha-2 of the country that gave it.</param>
/// <param name="Region">The state it names, where it names one (GSTIN).</param>
public sealed record TaxId(string Number, string Country, string? Region);

/// <summary>Whether a tax id can be one: its form and its check digits. Whether it is registered today only the authority knows.</summary>
public static class TaxIds
{
    public const int MaxLength = 20;

    /// <param name="country">The country it is said to be from; ISO 3166-1 alpha-2.</param>
    /// <returns>The id, or tax_id_invalid.</returns>
    public static Result<TaxId> Parse(string? text, string country)
    {
        var number = Normal(text);
        var from = country.Trim().ToUpperInvariant();
        if (number.Length is 0 or > MaxLength)
            return TaxErrors.TaxIdInvalid(from);
        if (from == "IN")
            return Gstin.IsValid(number) ? new TaxId(number, from, IndianStates.LettersOf(number[..2])) : TaxErrors.TaxIdInvalid(from);
        if (VatPrefixOf(from) is { } prefix)
            return WithPrefix(number, prefix) is { } vat ? new TaxId(vat, from, null) : TaxErrors.TaxIdInvalid(from);

        // Elsewhere the form is not ours to judge; letters and digits it has everywhere.
        return number.Length >= 4 && number.All(char.IsAsciiLetterOrDigit) ? new TaxId(number, from, null) : TaxErrors.TaxIdInvalid(from);
    }

    /// <summary>Whether it is a well-formed VAT id of that member state: what reverse charge asks for (M10).</summary>
    public static bool IsEuVatOf(string? number, string? country) =>
        number is not null && EuMembers.Contains(country) && WithPrefix(Normal(number), VatPrefixOf(country!)!) == number;

    private static string? VatPrefixOf(string country) => country switch
    {
        "GR" => "EL",
        "GB" => "GB",
        _ => EuMembers.Contains(country) ? country : null,
    };

    /// <summary>Written with its prefix or without; what follows the prefix decides.</summary>
    private static string? WithPrefix(string number, string prefix)
    {
        if (number.StartsWith(prefix, StringComparison.Ordinal) && VatNumber.IsValid(prefix, number[prefix.Length..]))
            return number;
        return VatNumber.IsValid(prefix, number) ? prefix + number : null;
    }

    private static string Normal(string? text) =>
        new([.. (text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '/' or ',')).Select(char.ToUpperInvariant)]);
}
