using System.Net.Http.Headers;
using System.Text.Json;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Stripe's HTTP API: form in, JSON out, the key in the header, the version pinned.</summary>
internal sealed partial class StripeClient
{
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ILogger<StripeClient> _logger;

    public StripeClient(HttpClient http, IOptions<StripeOptions> options, TimeProvider time, ILogger<StripeClient> logger)
    {
        (_http, _time, _logger) = (http, time, logger);
        var stripe = options.Value;
        var address = stripe.BaseAddress.AbsoluteUri;
        _http.BaseAddress = new Uri(address.EndsWith('/') ? address : address + "/");
        _http.Timeout = stripe.Timeout;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stripe.SecretKey);
        _http.DefaultRequestHeaders.Add("Stripe-Version", stripe.ApiVersion);
    }

    public Task<Result<JsonElement>> GetAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, null, ct);

    /// <param name="idempotencyKey">P02: durable, from our own row, never made up for the call; null where repeating is harmless by itself.</param>
    public Task<Result<JsonElement>> PostAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> form, string? idempotencyKey, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, form, idempotencyKey, ct);

    private async Task<Result<JsonElement>> SendAsync(
        HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>>? form, string? idempotencyKey, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, "v1/" + path);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);

        try
        {
            using var response = await _http.SendAsync(request, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            if (response.IsSuccessStatusCode)
            {
                using var json = JsonDocument.Parse(body);
                return json.RootElement.Clone();
            }

            var error = StripeErrors.Classify(response, body, _time.GetUtcNow());
            LogRefused(_logger, method.Method, path, (int)response.StatusCode, error.Code);
            return error;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException ||
            (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // It may or may not have happened: the same key finds out.
            LogUnknown(_logger, method.Method, path, exception.GetType().Name);
            return BillingErrors.GatewayUnavailable();
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "Stripe {Method} {Path} answered {Status}: {Code}")]
    private static partial void LogRefused(ILogger logger, string method, string path, int status, string code);

    [LoggerMessage(2102, LogLevel.Warning, "Stripe {Method} {Path} has no known outcome ({Reason})")]
    private static partial void LogUnknown(ILogger logger, string method, string path, string reason);
}
