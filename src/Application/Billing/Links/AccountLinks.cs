using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Links;

/// <summary>
/// Links that a chat can show and a browser opens without a session: sealed with the installation's keys, for one purpose, one customer and one day.
/// Whoever holds one may do that one thing (save a card, pay credit in), nothing else.
/// </summary>
internal sealed class AccountLinks(ISecretProtector protector, IPublicAddresses addresses, TimeProvider time)
{
    public const string Card = "card";
    public const string TopUp = "top-up";

    public static readonly Error Invalid =
        Error.NotFound("link_invalid", "This link is not valid any more. Please ask for a new one in the chat.");

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <param name="purpose">One of the constants; also the page the link leads to.</param>
    /// <param name="value">What it is about, without blanks; empty where the customer is enough.</param>
    public Uri For(string purpose, Guid customerId, string value = "")
    {
        var expires = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var token = Base64Url.EncodeToString(protector.Seal($"{customerId:N} {expires} {value}", Bound(purpose)));
        return addresses.For($"/account/{purpose}/{token}");
    }

    public Uri ForTopUp(Guid customerId, Money amount) =>
        For(TopUp, customerId, string.Create(CultureInfo.InvariantCulture, $"{amount.MinorUnits} {amount.Currency.Code}"));

    public bool TryRead(string purpose, string token, out Guid customerId, out string value)
    {
        (customerId, value) = (Guid.Empty, "");
        if (token.Length is 0 or > 1_024 || !Base64Url.IsValid(token))
            return false;
        try
        {
            var parts = protector.Open(Base64Url.DecodeFromChars(token), Bound(purpose)).Split(' ', 3);
            value = parts[2];
            return Guid.TryParseExact(parts[0], "N", out customerId)
                && long.Parse(parts[1], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string Bound(string purpose) => "account-link:" + purpose;
}
