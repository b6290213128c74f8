using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EzSolutions.WebApi.Conversations.Slack;

/// <summary><c>v0=</c> and the hex HMAC-SHA256 over <c>v0:{timestamp}:{raw body}</c>, compared in constant time; good for five minutes.</summary>
internal static class SlackSignature
{
    private const string Version = "v0";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool IsValid(string? signature, string? timestamp, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (signature is not { Length: 67 } || !signature.StartsWith(Version + "=", StringComparison.Ordinal)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Tolerance.TotalSeconds)
            return false;
        var given = new byte[32];
        if (Convert.FromHexString(signature.AsSpan(3), given, out _, out var written) != System.Buffers.OperationStatus.Done || written != 32)
            return false;

        byte[] signed = [.. Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"), .. body];
        var matched = false;
        foreach (var secret in secrets)
            matched |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed), given);
        return matched;
    }
}
