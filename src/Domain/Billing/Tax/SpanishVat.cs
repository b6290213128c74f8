using System.Globalization;

namespace EzSolutions.Domain.Billing.Tax;

/// <summary>Spain's NIF: a company has a letter in front, a person behind, a foreigner both.</summary>
internal static class SpanishVat
{
    private const string PersonLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    public static bool IsValid(string number)
    {
        if (number.Length != 9 || !number.AsSpan(1, 7).ContainsOnlyDigits())
            return false;
        return number[0] switch
        {
            >= '0' and <= '9' => PersonLetter(number[..8]) == number[8],
            'X' or 'Y' or 'Z' => PersonLetter((char)(number[0] - 'X' + '0') + number[1..8]) == number[8],
            'K' or 'L' or 'M' => PersonLetter(number[1..8]) == number[8] || CompanyLetter(number) == number[8],
            'A' or 'B' or 'E' or 'H' => CompanyDigit(number) == number[8] - '0',
            'P' or 'Q' or 'R' or 'S' or 'N' or 'W' => CompanyLetter(number) == number[8],
            'C' or 'D' or 'F' or 'G' or 'J' or 'U' or 'V' => CompanyDigit(number) == number[8] - '0' || CompanyLetter(number) == number[8],
            _ => false,
        };
    }

    private static char PersonLetter(string digits) => PersonLetters[int.Parse(digits, CultureInfo.InvariantCulture) % 23];

    private static char CompanyLetter(string number) => "JABCDEFGHI"[CompanyDigit(number)];

    private static int CompanyDigit(string number)
    {
        var sum = 0;
        for (var i = 1; i <= 7; i++)
        {
            var value = (number[i] - '0') * (1 + (i % 2));
            sum += value > 9 ? value - 9 : value;
        }

        return (10 - (sum % 10)) % 10;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
