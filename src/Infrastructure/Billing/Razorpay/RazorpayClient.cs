using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Razorpay;

/// <summary>Razorpay's HTTP API: JSON both ways, basic authentication.</summary>
internal sealed partial class RazorpayClient
{
    private readonly HttpClient _http;
    private readonly ILogger<RazorpayClient> _logger;

    public RazorpayClient(HttpClient http, IOptions<RazorpayOptions> options, ILogger<RazorpayClient> logger)
    {
        (_http, _logger) = (http, logger);
        var razorpay = options.Value;
        var address = razorpay.BaseAddress.AbsoluteUri;
        _http.BaseAddress = new Uri(address.EndsWith('/') ? address : address + "/");
        _http.Timeout = razorpay.Timeout;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{razorpay.KeyId}:{razorpay.KeySecret}")));
    }

    public Uri CheckoutAddress => new(_http.BaseAddress!, "v1/checkout/embedded");

    public Task<Result<JsonElement>> GetAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, null, ct);

    /// <param name="refundKey">P02: durable, from our own row; only refunds know keys, everything else is looked up before it is repeated.</param>
    public Task<Result<JsonElement>> PostAsync(string path, object body, string? refundKey, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, body, refundKey, ct);

    private async Task<Result<JsonElement>> SendAsync(HttpMethod method, string path, object? body, string? refundKey, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, "v1/" + path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (refundKey is not null)
            request.Headers.Add("X-Refund-Idempotency", refundKey);
        try
        {
            using var response = await _http.SendAsync(request, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            if (response.IsSuccessStatusCode)
            {
                using var json = JsonDocument.Parse(text);
                return json.RootElement.Clone();
            }

            var error = Classify(response, text);
            LogRefused(_logger, method.Method, path.Split('?')[0], (int)response.StatusCode, error.Message);
            return error;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException ||
            (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // It may or may not have happened: looking it up finds out.
            LogUnknown(_logger, method.Method, path.Split('?')[0], exception.GetType().Name);
            return BillingErrors.GatewayUnavailable();
        }
    }

    /// <summary>Unavailable: worth repeating (network, 409 in progress, 429, 5xx, a wrong key that is ours to put right). Final: understood and refused.</summary>
    private static Error Classify(HttpResponseMessage response, string body)
    {
        if ((int)response.StatusCode >= 500 || response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            or HttpStatusCode.Conflict or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return BillingErrors.GatewayUnavailable(response.Headers.RetryAfter?.Delta);
        return BillingErrors.GatewayRefused with { Message = $"{BillingErrors.GatewayRefused.Message} ({Description(body) ?? response.StatusCode.ToString()})" };
    }

    private static string? Description(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Child("error")?.Text("description");
        }
        catch (JsonException)
        {
            // A proxy's page, not Razorpay's answer: the status alone decides.
            return null;
        }
    }

    [LoggerMessage(2111, LogLevel.Warning, "Razorpay {Method} {Path} answered {Status}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string method, string path, int status, string reason);

    [LoggerMessage(2112, LogLevel.Warning, "Razorpay {Method} {Path} has no known outcome ({Reason})")]
    private static partial void LogUnknown(ILogger logger, string method, string path, string reason);
}
