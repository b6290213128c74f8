using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Application.Conversations;

/// <summary>Who a host site says its visitor is.</summary>
internal sealed record VisitorIdentity(string Name, string? Email);

/// <summary>
/// A JSON Web Token (RFC 7519) that a host site signs for its logged-in user: HS256 only, claims <c>name</c>, <c>email</c>, <c>exp</c>; it may
/// be valid for an hour at most.
/// </summary>
internal static class IdentityToken
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <returns>Null when there is no token; a refusal for one that does not hold.</returns>
    public static Result<VisitorIdentity?> Read(string? token, string? secret, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(token))
            return Result<VisitorIdentity?>.Success(null);
        var parts = token.Split('.');
        if (string.IsNullOrEmpty(secret) || parts.Length != 3)
            return ConversationErrors.IdentityInvalid;
        try
        {
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
            using var header = JsonDocument.Parse(Decode(parts[0]));
            if (!CryptographicOperations.FixedTimeEquals(signature, Decode(parts[2])) || header.RootElement.GetProperty("alg").GetString() != "HS256")
                return ConversationErrors.IdentityInvalid;

            using var claims = JsonDocument.Parse(Decode(parts[1]));
            var expires = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());
            if (expires + Skew < now || expires > now + LongestLife + Skew)
                return ConversationErrors.IdentityInvalid;
            return new VisitorIdentity(
                claims.RootElement.GetProperty("name").GetString() ?? "",
                claims.RootElement.TryGetProperty("email", out var email) ? email.GetString() : null);
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return ConversationErrors.IdentityInvalid;
        }
    }

    private static byte[] Decode(string part)
    {
        var base64 = part.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
    }
}
