using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.BotFramework;
using EzSolutions.Infrastructure.Conversations.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.BotFramework;

/// <inheritdoc />
internal sealed partial class BotFrameworkConnector(
    HttpClient http, BotFrameworkToken token, ThreadPace pace, IOptions<TeamsOptions> options, IHostEnvironment environment, TimeProvider time,
    ILogger<BotFrameworkConnector> logger) : IBotFrameworkConnector
{
    /// <summary>A wait as short as this is sat out; a longer one gives the thread back.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2.5);

    public Task<DeliveryOutcome> SendAsync(string serviceUrl, string conversationId, JsonObject activity, CancellationToken ct) =>
        CallAsync(HttpMethod.Post, serviceUrl, conversationId, "", activity, ct);

    public async Task<DeliveryOutcome?> UpdateAsync(string serviceUrl, string conversationId, string activityId, JsonObject activity, CancellationToken ct) =>
        await CallAsync(HttpMethod.Put, serviceUrl, conversationId, "/" + Uri.EscapeDataString(activityId), activity, ct) switch
        {
            DeliveryOutcome.Failed { Reason: ConnectorAnswers.Gone } => null,
            DeliveryOutcome.Sent => new DeliveryOutcome.Sent(activityId),
            var other => other,
        };

    public async Task<byte[]?> FetchFileAsync(string serviceUrl, Uri address, CancellationToken ct)
    {
        var service = ServiceAddress.Read(serviceUrl, environment.IsDevelopment());
        var isService = service is not null && Uri.Compare(service, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        if (!ServiceAddress.IsTrusted(address, environment.IsDevelopment()) || (!isService && !options.Value.HasFilesAt(address.Host)))
            return null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            // Our token goes to the service alone; a file store has its permission in the address.
            if (isService && await token.GetAsync(ct) is { } bearer)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return response.IsSuccessStatusCode ? await FileBody.ReadAsync(response, ct) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogUnknown(logger, "GET", exception.GetType().Name);
            return null;
        }
    }

    private async Task<DeliveryOutcome> CallAsync(
        HttpMethod method, string serviceUrl, string conversationId, string rest, JsonObject activity, CancellationToken ct)
    {
        // Looked at again: the address was stored, and settings may have changed since.
        if (ServiceAddress.Read(serviceUrl, environment.IsDevelopment()) is not { } service)
            return new DeliveryOutcome.Failed("The stored service address may not be called.");
        // Before the place in the thread is taken: a slow sign-in must not make the first message arrive beside the eighth.
        if (!options.Value.Anonymous)
            await token.GetAsync(ct);
        if (await WaitAsync(conversationId, ct) is { } throttled)
            return throttled;
        var address = new Uri(service, $"v3/conversations/{Uri.EscapeDataString(conversationId)}/activities{rest}");
        var body = activity.ToJsonString(ConnectorAnswers.Json);
        var outcome = await TryAsync(method, address, body, ct);
        // A token can end before its time (a changed secret): once more with a new one.
        return outcome ?? await TryAsync(method, address, body, ct) ?? new DeliveryOutcome.Retry("The Bot Framework does not accept our token.");
    }

    private async Task<DeliveryOutcome?> WaitAsync(string thread, CancellationToken ct)
    {
        for (var wait = pace.Take(thread); wait > TimeSpan.Zero; wait = pace.Take(thread))
        {
            if (wait > ShortWait)
                return new DeliveryOutcome.Retry("So many messages at once are not taken there.", wait);
            await Task.Delay(wait, time, ct);
        }

        return null;
    }

    /// <returns>Null: the token was refused.</returns>
    private async Task<DeliveryOutcome?> TryAsync(HttpMethod method, Uri address, string body, CancellationToken ct)
    {
        var bearer = options.Value.Anonymous ? "" : await token.GetAsync(ct);
        if (bearer is null)
            return new DeliveryOutcome.Retry("No token can be had from Microsoft: check the settings Channels:Teams.");
        using var request = new HttpRequestMessage(method, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (bearer.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                token.Forget(bearer);
                return null;
            }

            var outcome = ConnectorAnswers.Read(response.StatusCode, response.Headers.RetryAfter, await response.Content.ReadAsStringAsync(ct), time.GetUtcNow());
            if (outcome is not DeliveryOutcome.Sent)
                LogRefused(logger, method.Method, (int)response.StatusCode);
            return outcome;
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return new DeliveryOutcome.Retry("The Bot Framework cannot be reached.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogUnknown(logger, method.Method, exception.GetType().Name);
            return new DeliveryOutcome.Unknown("The Bot Framework gave no answer.");
        }
    }

    [LoggerMessage(384, LogLevel.Warning, "The Connector answered {Method} with {Status}")]
    private static partial void LogRefused(ILogger logger, string method, int status);

    [LoggerMessage(385, LogLevel.Warning, "The Connector's {Method} has no known outcome ({Reason})")]
    private static partial void LogUnknown(ILogger logger, string method, string reason);
}
