using System.Net;
using System.Text.Json;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.PaymentMethods;
using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>
/// Sorts Stripe's failures. Unavailable: not known to have happened, or worth repeating with the same key (network, 409 key in use, 429, 5xx).
/// Final: Stripe understood and refused (other 4xx), or the bank did (402).
/// </summary>
internal static class StripeErrors
{
    public static Error Classify(HttpResponseMessage response, string body, DateTimeOffset now)
    {
        var (type, code, decline) = Read(body);
        if (response.StatusCode == HttpStatusCode.PaymentRequired)
        {
            return (decline ?? code) is "authentication_required"
                ? PaymentMethodErrors.NeedsCustomer
                : PaymentMethodErrors.Declined(StripeIntents.Words(decline ?? code));
        }

        var transient = (int)response.StatusCode >= 500
            || response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict
            || code is "lock_timeout" or "rate_limit";

        // A wrong key is ours to put right, and then the same call succeeds: money that waits must not be given up for it.
        var ours = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        return transient || ours
            ? BillingErrors.GatewayUnavailable(RetryAfter(response, now))
            : BillingErrors.GatewayRefused with { Message = $"{BillingErrors.GatewayRefused.Message} ({code ?? type ?? response.StatusCode.ToString()})" };
    }

    /// <summary>Both forms: seconds, or a date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - now : null);
        return wait is { } time && time > TimeSpan.Zero ? time : null;
    }

    private static (string? Type, string? Code, string? Decline) Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement.GetProperty("error");
            return (error.Text("type"), error.Text("code"), error.Text("decline_code"));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A proxy's page, not Stripe's answer: the status alone decides.
            return (null, null, null);
        }
    }
}
