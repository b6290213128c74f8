using System.Buffers.Text;
using System.Security.Cryptography;
using EzSolutions.Application.Common;

namespace EzSolutions.Application.Billing;

/// <summary>
/// Links to our own pay page. The token is sealed with the installation's keys and bound to one invoice: whoever holds it may pay that invoice
/// and see its total, nothing else.
/// </summary>
internal sealed class PayLinks(ISecretProtector protector, IPublicAddresses addresses)
{
    private const string Purpose = "pay-link";

    public Uri For(Guid invoiceId) => For(TokenFor(invoiceId));

    public Uri For(string token, string page = "") => addresses.For($"/pay/{token}{page}");

    public string TokenFor(Guid invoiceId) => Base64Url.EncodeToString(protector.Seal(invoiceId.ToString("N"), Purpose));

    public bool TryRead(string token, out Guid invoiceId)
    {
        invoiceId = default;
        if (token.Length is 0 or > 512 || !Base64Url.IsValid(token))
            return false;
        try
        {
            return Guid.TryParseExact(protector.Open(Base64Url.DecodeFromChars(token), Purpose), "N", out invoiceId);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
