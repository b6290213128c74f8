using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Common.Secrets;

/// <summary>
/// Stands in for a personal text that only has to be told from others. Keyed from the ring's newest key: whoever has the database alone cannot try
/// out all addresses; after a rotation everybody counts as new.
/// </summary>
internal sealed class Pseudonyms
{
    private const int Bytes = 16;

    private readonly byte[] _key;

    public Pseudonyms(IOptions<SecretsOptions> options) =>
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(options.Value.Keys.MaxBy(pair => pair.Key).Value), 32, info: "pseudonyms"u8.ToArray());

    /// <param name="purpose">Keeps those of one table, or one day, apart from any other's.</param>
    public string Of(string text, string purpose) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(purpose + "\n" + text)).AsSpan(0, Bytes));
}
