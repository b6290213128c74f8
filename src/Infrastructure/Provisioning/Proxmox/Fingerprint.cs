using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

/// <summary>Pins the one certificate we were told about, in place of trusting an authority.</summary>
internal static class Fingerprint
{
    /// <param name="text">Hex, with or without colons.</param>
    public static byte[]? Parse(string text)
    {
        try
        {
            var bytes = Convert.FromHexString(text.Replace(":", "", StringComparison.Ordinal).Trim());
            return bytes.Length == SHA256.HashSizeInBytes ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static bool Matches(X509Certificate? certificate, byte[] pinned) =>
        certificate is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.GetRawCertData()), pinned);
}
