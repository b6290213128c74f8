using System.Security.Cryptography;
using System.Text;

namespace EzSolutions.Infrastructure.Billing.Razorpay;

/// <summary>Hex HMAC-SHA256, compared in constant time: over the raw body of an event, or over <c>order_id|payment_id</c> on the way back from the checkout.</summary>
internal static class RazorpaySignature
{
    public static bool IsValid(string? signature, ReadOnlySpan<byte> signed, IReadOnlyList<string> secrets)
    {
        var given = new byte[32];
        if (signature is not { Length: 64 }
            || Convert.FromHexString(signature, given, out _, out var written) != System.Buffers.OperationStatus.Done || written != 32)
            return false;
        var matched = false;
        foreach (var secret in secrets)
            matched |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed), given);
        return matched;
    }

    public static bool IsValidReturn(string orderId, string paymentId, string? signature, string keySecret) =>
        IsValid(signature, Encoding.UTF8.GetBytes($"{orderId}|{paymentId}"), [keySecret]);
}
