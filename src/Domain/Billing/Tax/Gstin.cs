namespace EzSolutions.Domain.Billing.Tax;

/// <summary>India's GST identification number: state, PAN, registration, a fixed letter and a check character (modulus 36).</summary>
internal static class Gstin
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static bool IsValid(string number) =>
        number.Length == 15
        && number.All(Alphabet.Contains)
        && IndianStates.LettersOf(number[..2]) is not null
        && number.AsSpan(2, 5).IndexOfAnyExceptInRange('A', 'Z') < 0
        && number.AsSpan(7, 4).IndexOfAnyExceptInRange('0', '9') < 0
        && char.IsAsciiLetter(number[11])
        && number[12] != '0'
        && number[14] == CheckCharacter(number);

    private static char CheckCharacter(string number)
    {
        var sum = 0;
        for (var i = 0; i < 14; i++)
        {
            var product = Alphabet.IndexOf(number[i], StringComparison.Ordinal) * (1 + (i % 2));
            sum += (product / 36) + (product % 36);
        }

        return Alphabet[(36 - (sum % 36)) % 36];
    }
}
