using System.Globalization;

namespace EzSolutions.Domain.Billing.Tax;

/// <summary>France: a key of two characters, then the company's SIREN (checked by Luhn, but for Monaco's, which begin with 000).</summary>
internal static class FrenchVat
{
    private const string KeyAlphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static bool IsValid(string number)
    {
        if (number.Length != 11 || !VatNumber.Digits(number[2..], 9) || !KeyAlphabet.Contains(number[0]) || !KeyAlphabet.Contains(number[1]))
            return false;
        var siren = number[2..];
        return (siren.StartsWith("000", StringComparison.Ordinal) || CheckDigits.Luhn(siren)) && HasKey(number, siren);
    }

    private static bool HasKey(string number, string siren)
    {
        if (char.IsAsciiDigit(number[0]) && char.IsAsciiDigit(number[1]))
            return VatChecks.Remainder(siren + "12", 97) == VatChecks.Pair(number, 0);

        var (first, second) = (KeyAlphabet.IndexOf(number[0], StringComparison.Ordinal), KeyAlphabet.IndexOf(number[1], StringComparison.Ordinal));
        var key = char.IsAsciiDigit(number[0]) ? (first * 24) + second - 10 : (first * 34) + second - 100;
        return (long.Parse(siren, CultureInfo.InvariantCulture) + 1 + (key / 11)) % 11 == key % 11;
    }
}
