using System.Globalization;

namespace EzSolutions.Domain.Billing.Tax;

/// <summary>Checking rules that one country has to itself; see <see cref="VatNumber"/>.</summary>
internal static class VatChecks
{
    public static int Remainder(string digits, int modulus) => (int)(long.Parse(digits, CultureInfo.InvariantCulture) % modulus);

    public static int Pair(string digits, int at) => Digit(digits, at) * 10 + Digit(digits, at + 1);

    public static bool Austria(string digits)
    {
        var sum = 0;
        for (var i = 0; i < 7; i++)
        {
            var value = Digit(digits, i) * (1 + (i % 2));
            sum += value > 9 ? value - 9 : value;
        }

        return (10 - ((sum + 4) % 10)) % 10 == Digit(digits, 7);
    }

    public static bool Bulgaria(string number)
    {
        if (VatNumber.Digits(number, 9))
            return TwoPasses(number, [1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8, 9, 10]);
        return VatNumber.Digits(number, 10)
            && (CheckDigits.Weighted(number, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == Digit(number, 9)
                || CheckDigits.Weighted(number, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == Digit(number, 9)
                || CheckDigits.Weighted(number, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0);
    }

    public static bool Cyprus(string number)
    {
        ReadOnlySpan<int> odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
        var sum = 0;
        for (var i = 0; i < 8; i++)
            sum += i % 2 == 0 ? odd[Digit(number, i)] : Digit(number, i);
        return number[8] == 'A' + (sum % 26);
    }

    /// <summary>Eight digits: a company. Nine beginning with 6, nine or ten otherwise: a person, by a special rule or by birth number.</summary>
    public static bool Czechia(string number)
    {
        if (VatNumber.Digits(number, 8))
            return number[0] != '9' && (11 - (CheckDigits.Weighted(number, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 == Digit(number, 7);
        if (VatNumber.Digits(number, 9) && number[0] == '6')
            return ((CheckDigits.Weighted(number[1..], [8, 7, 6, 5, 4, 3, 2]) % 11) + 8) % 10 == Digit(number, 8);

        return VatNumber.Digits(number, 10) ? Remainder(number, 11) == 0 : VatNumber.Digits(number, 9) && IsBirthDate(number, lastYear: 53);
    }

    public static bool Ireland(string number)
    {
        // The old form has a character in second place; its first digit moves behind the others.
        var old = !char.IsAsciiDigit(number[1]);
        var digits = old ? "0" + number[2..7] + number[0] : number[..7];
        var suffix = number.Length == 9 && number[8] != 'W' ? (number[8] - 'A' + 1) * 9 : 0;
        var sum = (CheckDigits.Weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + suffix) % 23;
        return number[7] == (sum == 0 ? 'W' : (char)('A' + sum - 1));
    }

    public static bool Italy(string number)
    {
        var office = int.Parse(number.AsSpan(7, 3), CultureInfo.InvariantCulture);
        return !number.StartsWith("0000000", StringComparison.Ordinal) && (office is >= 1 and <= 201 or 888 or 999) && CheckDigits.Luhn(number);
    }

    public static bool Lithuania(string number)
    {
        if (VatNumber.Digits(number, 9))
            return number[7] == '1' && TwoPasses(number, [1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8, 9, 1]);
        return VatNumber.Digits(number, 12) && number[10] == '1'
            && TwoPasses(number, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2], [3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4]);
    }

    /// <summary>A company begins with 4 or more, a person with the day of birth, or with 32 since 2017.</summary>
    public static bool Latvia(string number)
    {
        if (number[0] > '3')
            return CheckDigits.Weighted(number, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3;
        return number.StartsWith("32", StringComparison.Ordinal)
            || (1 + CheckDigits.Weighted(number, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11 % 10 == Digit(number, 10);
    }

    /// <summary>A company's number checks by modulus 11; a sole trader's, since 2020, by modulus 97 over the whole.</summary>
    public static bool Netherlands(string number) =>
        CheckDigits.Weighted(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == Digit(number, 8) || CheckDigits.Mod97("NL" + number);

    public static bool Portugal(string number)
    {
        var check = 11 - (CheckDigits.Weighted(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
        return (check > 9 ? 0 : check) == Digit(number, 8);
    }

    public static bool Romania(string number)
    {
        if (number.Length is < 2 or > 10 || !number.All(char.IsAsciiDigit) || number[0] == '0')
            return false;
        var padded = number.PadLeft(10, '0');
        return CheckDigits.Weighted(padded, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10 % 11 % 10 == Digit(padded, 9);
    }

    public static bool Slovenia(string number)
    {
        var check = 11 - (CheckDigits.Weighted(number, [8, 7, 6, 5, 4, 3, 2]) % 11);
        return check != 11 && check % 10 == Digit(number, 7);
    }

    public static bool UnitedKingdom(string number)
    {
        if (number.Length is not (9 or 12) || !number.All(char.IsAsciiDigit))
            return false;
        var sum = CheckDigits.Weighted(number, [8, 7, 6, 5, 4, 3, 2]) + Pair(number, 7);
        return sum % 97 == 0 || (sum + 55) % 97 == 0;
    }

    /// <summary>A remainder of ten asks for the second weights; ten again counts as zero.</summary>
    private static bool TwoPasses(string number, ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var check = CheckDigits.Weighted(number, first) % 11;
        if (check == 10)
            check = CheckDigits.Weighted(number, second) % 11 % 10;
        return check == Digit(number, first.Length);
    }

    private static bool IsBirthDate(string number, int lastYear)
    {
        var month = Pair(number, 2) % 50;
        return Pair(number, 0) <= lastYear && month is >= 1 and <= 12 && Pair(number, 4) is >= 1 and <= 31;
    }

    private static int Digit(string digits, int at) => digits[at] - '0';
}
