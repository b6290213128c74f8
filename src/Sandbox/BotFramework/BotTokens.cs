using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>How a token differs from a good one, to see it refused.</summary>
/// <param name="Key">current, foreign (signed by a key nobody knows), or forged (a foreign key under the current key's name).</param>
/// <param name="Algorithm">RS256, RS384, RS512, none, or HS256 (over the public key's bytes).</param>
/// <param name="Omit">Claims left out.</param>
internal sealed record TokenWish(
    string? Issuer = null,
    string? Audience = null,
    string? ServiceUrl = null,
    int ExpiresIn = 3600,
    int ValidFrom = 0,
    string Key = "current",
    string Algorithm = "RS256",
    IReadOnlyList<string>? Omit = null);

/// <summary>Signs what the service sends to the bot.</summary>
internal sealed class BotTokens(BotKeys keys, SandboxOptions options)
{
    public const string Issuer = "https://api.botframework.com";

    public string Sign(TokenWish wish, string serviceUrl)
    {
        var signing = wish.Key == "current" ? keys.Current : keys.Foreign();
        var now = options.Clock.GetUtcNow().ToUnixTimeSeconds();
        var header = new JsonObject { ["alg"] = wish.Algorithm, ["typ"] = "JWT", ["kid"] = wish.Key == "foreign" ? signing.Id : keys.Current.Id };
        var claims = new JsonObject
        {
            ["iss"] = wish.Issuer ?? Issuer,
            ["aud"] = wish.Audience ?? options.BotAppId,
            ["serviceurl"] = wish.ServiceUrl ?? serviceUrl,
            ["nbf"] = now + wish.ValidFrom,
            ["exp"] = now + wish.ExpiresIn,
        };
        foreach (var claim in wish.Omit ?? [])
            claims.Remove(claim);
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(wish.Algorithm, signing, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static byte[] Signature(string algorithm, BotKey key, byte[] signed) => algorithm switch
    {
        "none" => [],
        "HS256" => HMACSHA256.HashData(key.Rsa.ExportSubjectPublicKeyInfo(), signed),
        "RS384" => key.Rsa.SignData(signed, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => key.Rsa.SignData(signed, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "RS256" => key.Rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        _ => throw BotRefusal.Bad("BadSyntax", $"The stand-in does not sign with {algorithm}."),
    };
}
