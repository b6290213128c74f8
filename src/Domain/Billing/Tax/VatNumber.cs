using System.Text.RegularExpressions;

namespace EzSolutions.Domain.Billing.Tax;

/// <summary>
/// Form and check digits of the VAT numbers of the European Union and the United Kingdom, as the member states publish them (the "VIES" structure
/// and each country's checking rule).
/// </summary>
internal static partial class VatNumber
{
    /// <param name="number">Upper case, without prefix, blanks and punctuation.</param>
    public static bool IsValid(string prefix, string number)
    {
        if (!number.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || (prefix == "IE" && c is '+' or '*')))
            return false;
        return prefix switch
        {
            "AT" => number is ['U', .. var digits] && Digits(digits, 8) && VatChecks.Austria(digits),
            "BE" => Digits(number, 10) && number[0] is '0' or '1' && VatChecks.Remainder(number[..8], 97) == 97 - VatChecks.Pair(number, 8),
            "BG" => VatChecks.Bulgaria(number),
            "CY" => number.Length == 9 && Digits(number[..8], 8) && !number.StartsWith("12", StringComparison.Ordinal) && VatChecks.Cyprus(number),
            "CZ" => VatChecks.Czechia(number),
            "DE" => Digits(number, 9) && number[0] != '0' && CheckDigits.Mod11And10(number),
            "DK" => Digits(number, 8) && number[0] != '0' && CheckDigits.Weighted(number, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0,
            "EE" => Digits(number, 9) && CheckDigits.Weighted(number, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0,
            "EL" => Digits(number, 9) && CheckDigits.Weighted(number, [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == number[8] - '0',
            "ES" => SpanishVat.IsValid(number),
            "FI" => Digits(number, 8) && CheckDigits.Weighted(number, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0,
            "FR" => FrenchVat.IsValid(number),
            "GB" => VatChecks.UnitedKingdom(number),
            "HR" => Digits(number, 11) && CheckDigits.Mod11And10(number),
            "HU" => Digits(number, 8) && CheckDigits.Weighted(number, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 == 0,
            "IE" => IrishForm().IsMatch(number) && VatChecks.Ireland(number),
            "IT" => Digits(number, 11) && VatChecks.Italy(number),
            "LT" => VatChecks.Lithuania(number),
            "LU" => Digits(number, 8) && VatChecks.Remainder(number[..6], 89) == VatChecks.Pair(number, 6),
            "LV" => Digits(number, 11) && VatChecks.Latvia(number),
            "MT" => Digits(number, 8) && number[0] != '0' && CheckDigits.Weighted(number[..6], [3, 4, 6, 7, 8, 9]) % 37 == 37 - VatChecks.Pair(number, 6),
            "NL" => DutchForm().IsMatch(number) && VatChecks.Netherlands(number),
            "PL" => Digits(number, 10) && CheckDigits.Weighted(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == number[9] - '0',
            "PT" => Digits(number, 9) && number[0] != '0' && VatChecks.Portugal(number),
            "RO" => VatChecks.Romania(number),
            "SE" => Digits(number, 12) && number[10..] is not "00" && CheckDigits.Luhn(number[..10]),
            "SI" => Digits(number, 8) && number[0] != '0' && VatChecks.Slovenia(number),
            "SK" => Digits(number, 10) && number[0] != '0' && "234789".Contains(number[2], StringComparison.Ordinal) && VatChecks.Remainder(number, 11) == 0,
            _ => false,
        };
    }

    internal static bool Digits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);

    [GeneratedRegex("^([0-9]{7}[A-W][A-IW]?|[0-9][A-Z+*][0-9]{5}[A-W])$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex IrishForm();

    [GeneratedRegex("^[0-9]{9}B[0-9]{2}$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex DutchForm();
}
