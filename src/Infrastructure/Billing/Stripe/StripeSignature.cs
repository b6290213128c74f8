using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary><c>Stripe-Signature: t=…,v1=…[,v1=…]</c>: HMAC-SHA256 over <c>{t}.{raw body}</c>, compared in constant time.</summary>
internal static class StripeSignature
{
    public static bool IsValid(string? header, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        if (header is null || header.Length > 4_096)
            return false;

        string? timestamp = null;
        List<byte[]> signatures = [];
        foreach (var part in header.Split(','))
        {
            var (name, value) = Split(part);
            if (name == "t")
                timestamp = value;
            else if (name == "v1" && TryFromHex(value) is { } signature)
                signatures.Add(signature);
        }

        return timestamp is not null
            && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= (long)tolerance.TotalSeconds
            && MatchesAny(signatures, timestamp, body, secrets);
    }

    private static bool MatchesAny(List<byte[]> signatures, string timestamp, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        var signed = new byte[Encoding.ASCII.GetByteCount(timestamp) + 1 + body.Length];
        var length = Encoding.ASCII.GetBytes(timestamp, signed);
        signed[length] = (byte)'.';
        body.CopyTo(signed.AsSpan(length + 1));

        var matched = false;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            foreach (var signature in signatures)
                matched |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return matched;
    }

    private static (string Name, string Value) Split(string part)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (part.Trim(), "") : (part[..at].Trim(), part[(at + 1)..].Trim());
    }

    private static byte[]? TryFromHex(string text)
    {
        var bytes = new byte[32];
        return text.Length == 64 && Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == 32 ? bytes : null;
    }
}
