using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using EzSolutions.Application.Common;

namespace EzSolutions.Application.Billing.Documents;

/// <summary>Links to an invoice's PDF, for a browser without a session: sealed, for one invoice and one day.</summary>
internal sealed class InvoiceLinks(ISecretProtector protector, IPublicAddresses addresses, TimeProvider time)
{
    private const string Purpose = "invoice-link";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public Uri For(Guid invoiceId)
    {
        var expires = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return addresses.For($"/documents/{Base64Url.EncodeToString(protector.Seal($"{invoiceId:N} {expires}", Purpose))}.pdf");
    }

    public bool TryRead(string token, out Guid invoiceId)
    {
        invoiceId = default;
        if (token.Length is 0 or > 512 || !Base64Url.IsValid(token))
            return false;
        try
        {
            var parts = protector.Open(Base64Url.DecodeFromChars(token), Purpose).Split(' ', 2);
            return Guid.TryParseExact(parts[0], "N", out invoiceId)
                && long.Parse(parts[1], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
