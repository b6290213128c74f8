namespace EzSolutions.Domain.Billing.Tax;

/// <summary>Whether a bank account's number can be one: its form and its check digits (ISO 13616), blanks or not.</summary>
public static class Iban
{
    private const int Shortest = 15;
    private const int Longest = 34;

    public static bool IsValid(string? text)
    {
        var number = new string([.. (text ?? "").Where(c => c != ' ').Select(char.ToUpperInvariant)]);
        return number.Length is >= Shortest and <= Longest
            && number.All(char.IsAsciiLetterOrDigit)
            && number.AsSpan(0, 2).IndexOfAnyExceptInRange('A', 'Z') < 0
            && number.AsSpan(2, 2).IndexOfAnyExceptInRange('0', '9') < 0
            && CheckDigits.Mod97(number[4..] + number[..4]);
    }
}
