using System.Security.Cryptography;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>P07: the one-time password of a machine ordered without a key. It exists in clear only inside these calls.</summary>
internal sealed class FirstLogin(ISecretProtector protector)
{
    private const string Letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    public const string UserName = "root";
    private const int PasswordLength = 20;
    private const int TokenBytes = 24;

    public void Prepare(Service service)
    {
        if (service.SshKey is not null || service.HasCredentials)
            return;
        var (password, token) = New(service.Id);
        service.KeepCredentials(password, token);
    }

    /// <summary>A new password and the token of the page that will show it, both sealed.</summary>
    public (byte[] Password, byte[] Token) New(Guid serviceId) => (
        protector.Seal(RandomNumberGenerator.GetString(Letters, PasswordLength), BoundTo(serviceId)),
        protector.Seal(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)), TokenBoundTo(serviceId)));

    public string? Read(Service service) =>
        service.SealedPassword is { } sealedPassword ? protector.Open(sealedPassword, BoundTo(service.Id)) : null;

    public string Open(Guid serviceId, byte[] sealedPassword) => protector.Open(sealedPassword, BoundTo(serviceId));

    /// <summary>The page that shows it, as long as it was not shown.</summary>
    public string? RevealPath(Guid serviceId, byte[]? sealedToken) =>
        sealedToken is null ? null : $"/services/{serviceId:D}/credentials/{protector.Open(sealedToken, TokenBoundTo(serviceId))}";

    public bool IsToken(Service service, string token) =>
        service.SealedRevealToken is { } sealedToken && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(protector.Open(sealedToken, TokenBoundTo(service.Id))),
            System.Text.Encoding.UTF8.GetBytes(token));

    private static string BoundTo(Guid serviceId) => $"service-credentials:{serviceId:D}";

    private static string TokenBoundTo(Guid serviceId) => $"service-credentials-token:{serviceId:D}";
}
