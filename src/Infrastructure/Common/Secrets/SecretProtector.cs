using System.Security.Cryptography;
using System.Text;
using EzSolutions.Application.Common;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Common.Secrets;

/// <summary>
/// AES-256-GCM under a key ring: the first key seals, all of them open (rotation). Layout: version, key id, nonce (12), tag (16), cipher text.
/// The row's identity is authenticated with it, so a sealed value moved to another row does not open.
/// </summary>
internal sealed class SecretProtector : ISecretProtector
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly (byte Id, byte[] Key)[] _ring;

    public SecretProtector(IOptions<SecretsOptions> options) =>
        _ring = [.. options.Value.Keys.OrderByDescending(pair => pair.Key).Select(pair => (pair.Key, Convert.FromBase64String(pair.Value)))];

    public byte[] Seal(string plain, string boundTo)
    {
        var (id, key) = _ring[0];
        var clear = Encoding.UTF8.GetBytes(plain);
        var output = new byte[2 + NonceSize + TagSize + clear.Length];
        output[0] = Version;
        output[1] = id;
        var nonce = output.AsSpan(2, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, clear, output.AsSpan(2 + NonceSize + TagSize), output.AsSpan(2 + NonceSize, TagSize), Encoding.UTF8.GetBytes(boundTo));
        return output;
    }

    public string Open(byte[] sealedSecret, string boundTo)
    {
        if (sealedSecret.Length < 2 + NonceSize + TagSize || sealedSecret[0] != Version)
        {
            throw new CryptographicException("Not a sealed secret.");
        }

        var key = _ring.FirstOrDefault(entry => entry.Id == sealedSecret[1]).Key
            ?? throw new CryptographicException($"Secret key {sealedSecret[1]} is not in the key ring (Secrets:Keys).");
        var clear = new byte[sealedSecret.Length - 2 - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            sealedSecret.AsSpan(2, NonceSize),
            sealedSecret.AsSpan(2 + NonceSize + TagSize),
            sealedSecret.AsSpan(2 + NonceSize, TagSize),
            clear,
            Encoding.UTF8.GetBytes(boundTo));
        return Encoding.UTF8.GetString(clear);
    }
}

/// <summary>The key ring, section <c>Secrets</c>: number → 32 random bytes in base64. The highest number seals; keep old ones to open.</summary>
internal sealed class SecretsOptions
{
    public Dictionary<byte, string> Keys { get; } = [];
}

internal sealed class SecretsOptionsValidator : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options)
    {
        if (options.Keys.Count == 0)
        {
            return ValidateOptionsResult.Fail("Secrets:Keys is empty: set Secrets__Keys__1 to 32 random bytes in base64 (openssl rand -base64 32).");
        }

        foreach (var (id, key) in options.Keys)
        {
            var bytes = new byte[64];
            if (!Convert.TryFromBase64String(key, bytes, out var length) || length != 32)
            {
                return ValidateOptionsResult.Fail($"Secrets:Keys:{id} must be exactly 32 bytes in base64 (openssl rand -base64 32).");
            }
        }

        return ValidateOptionsResult.Success;
    }
}
