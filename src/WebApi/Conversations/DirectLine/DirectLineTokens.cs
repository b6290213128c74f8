using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EzSolutions.Bot.Channels.DirectLine;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>What a token says. The claim <c>user</c> is where the official clients look for their user's id.</summary>
/// <param name="Use">What it is good for; see <see cref="TokenUse"/>.</param>
/// <param name="Origins">Pages that may use it, beside the site's own setting.</param>
/// <param name="Expires">Unix time.</param>
internal sealed record DirectLineToken(
    [property: JsonPropertyName("site")] string Site,
    [property: JsonPropertyName("conv")] Guid ConversationId,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("user")] string? User,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("origins")] IReadOnlyList<string>? Origins,
    [property: JsonPropertyName("exp")] long Expires)
{
    /// <summary>The id the conversation's own user goes by.</summary>
    [JsonIgnore]
    public string UserId => User ?? $"dl_{ConversationId:N}";
}

internal static class TokenUse
{
    public const string Conversation = "conversation";

    /// <summary>Opens one stream: stands in its address, so it is good for no more than that, and not for long.</summary>
    public const string Stream = "stream";

    /// <summary>Fetches files of the conversation: stands in their addresses.</summary>
    public const string File = "file";
}

internal enum TokenState
{
    Valid,
    Expired,
    Wrong,
}

/// <summary>
/// JSON Web Tokens (RFC 7519, HS256) signed with a key derived from the site's secret: nothing is stored for a token, every node can check it, and
/// with the secret all of its tokens are gone. Whether the conversation's session still holds is asked separately (C04).
/// </summary>
internal sealed class DirectLineTokens(IOptionsMonitor<DirectLineOptions> options, TimeProvider time)
{
    private const int LongestToken = 4096;
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public string Sign(DirectLineToken token, TimeSpan lifetime)
    {
        var site = options.CurrentValue.Sites[token.Site];
        var dated = token with { Expires = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds() };
        var signed = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(dated, ActivityJson.Options))}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(site.Secrets[0], signed))}";
    }

    public (TokenState State, DirectLineToken? Token) Read(string text, string use)
    {
        if (text.Length > LongestToken || text.Split('.') is not [var header, var payload, var signature] || header != Header)
            return (TokenState.Wrong, null);
        if (Decode(payload) is not { } token || !options.CurrentValue.Sites.TryGetValue(token.Site, out var site))
            return (TokenState.Wrong, null);
        var given = Encoding.ASCII.GetBytes(signature);
        if (!site.Secrets.Any(s => CryptographicOperations.FixedTimeEquals(Base64Url.EncodeToUtf8(Signature(s, $"{header}.{payload}")), given)) || token.Use != use)
            return (TokenState.Wrong, null);
        return (token.Expires <= time.GetUtcNow().ToUnixTimeSeconds() ? TokenState.Expired : TokenState.Valid, token);
    }

    /// <summary>Which site a secret belongs to; every one is looked at, in the same time.</summary>
    public string? SiteOf(string secret)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        string? found = null;
        foreach (var (name, site) in options.CurrentValue.Sites)
        {
            foreach (var known in site.Secrets)
            {
                if (CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(known)), given))
                    found = name;
            }
        }
        return found;
    }

    /// <summary>Whether a page of this origin may use the token; requests without an origin come from no page.</summary>
    public bool Trusts(DirectLineToken token, string? origin)
    {
        if (string.IsNullOrEmpty(origin))
            return true;
        var site = options.CurrentValue.Sites[token.Site];
        return Allows(site.TrustedOrigins, origin) && Allows(token.Origins ?? [], origin);
    }

    private static bool Allows(IEnumerable<string> origins, string origin) =>
        !origins.Any() || origins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static DirectLineToken? Decode(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<DirectLineToken>(Base64Url.DecodeFromChars(payload), ActivityJson.Options) is { Site: not null, Use: not null } token
                ? token
                : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    private static byte[] Signature(string secret, string signed) =>
        HMACSHA256.HashData(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "direct line tokens"u8), Encoding.ASCII.GetBytes(signed));
}
