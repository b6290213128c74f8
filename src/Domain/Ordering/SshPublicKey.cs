using System.Buffers.Binary;
using System.Text;

namespace EzSolutions.Domain.Ordering;

/// <summary>An OpenSSH public key line: algorithm, base64 blob that names the same algorithm inside (RFC 4253 §6.6), optional comment.</summary>
public static class SshPublicKey
{
    private static readonly string[] Algorithms =
    [
        "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ];

    public static bool TryParse(string? text, out string key)
    {
        key = text?.Trim() ?? "";
        if (key.Length is 0 or > 16_384 || key.Any(char.IsControl))
            return false;
        var parts = key.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        var blob = new byte[key.Length];
        return parts.Length >= 2
            && Algorithms.Contains(parts[0], StringComparer.Ordinal)
            && Convert.TryFromBase64String(parts[1], blob, out var length)
            && Names(blob.AsSpan(0, length), parts[0]);
    }

    private static bool Names(ReadOnlySpan<byte> blob, string algorithm)
    {
        if (blob.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(blob) != algorithm.Length || blob.Length < 4 + algorithm.Length + 32)
            return false;
        return Encoding.ASCII.GetString(blob.Slice(4, algorithm.Length)) == algorithm;
    }
}
