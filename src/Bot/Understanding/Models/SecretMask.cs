using System.Text.RegularExpressions;

namespace EzSolutions.Bot.Understanding.Models;

/// <summary>
/// Takes out of a text what no model may see: one-time codes, numbers of cards and accounts, passwords, keys and tokens. Rather too much than too
/// little: what is masked can still be understood offline.
/// </summary>
internal static partial class SecretMask
{
    public const string Mark = "[hidden]";

    private const int ShortestRepeated = 4;

    public static string Of(string text) => Of(text, []);

    /// <summary>Masks texts that belong together: what is a secret in one of them is hidden in all, also where it was only quoted.</summary>
    public static IReadOnlyList<string> OfAll(IReadOnlyList<string> texts)
    {
        var secrets = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var masked = texts.Select(text => Of(text, secrets)).ToList();
        foreach (var secret in secrets.Where(s => s.Length >= ShortestRepeated).OrderByDescending(s => s.Length))
            masked = masked.ConvertAll(text => text.Replace(secret, Mark, StringComparison.OrdinalIgnoreCase));
        return masked;
    }

    private static string Of(string text, HashSet<string> secrets)
    {
        var masked = Hide(KeyBlock(), text);
        masked = Hide(Named(), masked);
        masked = Hide(Jwt(), masked);
        masked = Hide(KnownKey(), masked);
        masked = Hide(Iban(), masked);
        masked = Hide(LongDigits(), masked);
        masked = Hide(Code(), masked);
        return Opaque().Replace(masked, m => LooksRandom(m.Value) ? Hidden(m.Value) : m.Value);

        string Hide(Regex secret, string from) => secret.Replace(from, m =>
        {
            var lead = m.Groups["lead"].Value;
            return lead + Hidden(m.Value[lead.Length..]);
        });

        string Hidden(string secret)
        {
            secrets.Add(secret.TrimEnd('.', ',', '!', '?', ';', '"', '\''));
            return Mark;
        }
    }

    private static bool LooksRandom(string word) => word.Any(char.IsAsciiDigit) && word.Any(char.IsAsciiLetter);

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]{2,40}-----.*?(-----END [A-Z0-9 ]{2,40}-----|$)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex KeyBlock();

    // "my password is hunter2", "pw: hunter2", "token=abc", "cvv 123".
    [GeneratedRegex(
        @"(?<lead>\b(pass ?-?(word|wd|phrase|code|wort)?|pwd|pw|psw|secret|token|api[ _-]?key|private[ _-]?key|passphrase|pin|cvv|cvc|cv2|otp|2fa|bearer|authorization|code)\b(\s*(is|was|=|:|->)\s*|\s+(?=\S*[\d!@#$%^&*]))[""'`]?)(?!\[hidden\])\S+",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Named();

    [GeneratedRegex(@"\beyJ[\w-]{5,}(\.[\w-]*){1,4}", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"\b(sk|pk|rk|whsec|rzp|ghp|gho|ghs|glpat|xox[abprs]|AKIA|ASIA|ya29|dop|hf|npm)[_\-.A-Z0-9][\w\-.]{8,}", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex KnownKey();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}([ -]?[A-Z0-9]{4}){3,7}([ -]?[A-Z0-9]{1,3})?\b", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Iban();

    // Cards are 12 to 19 digits, in whatever groups.
    [GeneratedRegex(@"(?<![\d])\d([ .\-]{0,2}\d){11,18}(?!\d)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex LongDigits();

    // Six digits by themselves, also as "123 456"; not the end of INV-2026-000123 and not an amount with a currency before it.
    [GeneratedRegex(@"(?<![\d\-.,€$£])\d{3}[ \-]?\d{3}(?![\d])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w@.:-])[\w+/=\-]{24,}(?![\w@.])", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Opaque();
}
