using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EzSolutions.Benchmarks.Load;

namespace EzSolutions.Benchmarks.Webhooks;

/// <summary>Events as Stripe sends them, about as large as real ones, each with an id of its own.</summary>
internal sealed class StripeEvents
{
    /// <summary>What a shop's endpoint mostly hears: kinds nothing follows from. They are stored and looked at like all others.</summary>
    private static readonly string[] Types = ["customer.created", "charge.succeeded", "invoice.created", "product.updated", "charge.updated"];

    private int _count;

    public byte[] Next()
    {
        var number = Interlocked.Increment(ref _count);
        var created = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["id"] = $"evt_bench_{number}",
            ["object"] = "event",
            ["api_version"] = "2024-06-20",
            ["created"] = created,
            ["type"] = Types[number % Types.Length],
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["data"] = new Dictionary<string, object>
            {
                ["object"] = new Dictionary<string, object>
                {
                    ["id"] = $"cus_bench_{number}",
                    ["object"] = "customer",
                    ["created"] = created,
                    ["email"] = $"customer-{number}@example.com",
                    ["description"] = new string('d', 1_500),
                },
            },
        });
    }

    public static string Sign(byte[] body)
    {
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Arena.WebhookSecret), (byte[])[.. Encoding.ASCII.GetBytes(at + "."), .. body]);
        return $"t={at},v1={Convert.ToHexStringLower(signature)}";
    }
}
