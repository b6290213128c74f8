using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Channels.Slack;
using EzSolutions.Infrastructure.Conversations.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.Slack;

/// <inheritdoc />
internal sealed partial class SlackClient(HttpClient http, SlackTokens tokens, SlackPace pace, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackClient> logger) : ISlackApi
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<bool> ServesAsync(string team, CancellationToken ct) => await tokens.FindAsync(team, ct) is not null;

    public async Task<SlackAnswer> CallAsync(string team, string method, JsonObject arguments, CancellationToken ct) =>
        await pace.WaitAsync(team, method, (string?)arguments["channel"], ct) is { } wait
            ? new SlackAnswer.NotNow("So many messages at once are not taken there.", wait)
            : await SendAsync(team, method, new StringContent(arguments.ToJsonString(Compact), Encoding.UTF8, "application/json"), ct);

    public Task<SlackAnswer> ReadAsync(string team, string method, IReadOnlyDictionary<string, string> arguments, CancellationToken ct) =>
        SendAsync(team, method, new FormUrlEncodedContent(arguments), ct);

    public async Task<IReadOnlyList<SlackFileAnswer>> FetchFilesAsync(string team, IReadOnlyList<SlackFileRequest> files, CancellationToken ct)
    {
        var token = await tokens.FindAsync(team, CancellationToken.None);
        return await Task.WhenAll(files.Select(file => token is not null && options.Value.HasFilesAt(file.Address)
            ? FetchFileAsync(team, token, file, ct)
            : Task.FromResult<SlackFileAnswer>(new SlackFileAnswer.Refused())));
    }

    private async Task<SlackFileAnswer> FetchFileAsync(string team, string token, SlackFileRequest file, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
                return new SlackFileAnswer.NotNow();
            var isSignIn = !file.IsPage && response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml";
            if (isSignIn)
                LogNoFiles(logger, team);
            return response.IsSuccessStatusCode && !isSignIn && await FileBody.ReadAsync(response, ct) is { } content
                ? new SlackFileAnswer.Fetched(content)
                : new SlackFileAnswer.Refused();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            LogUnknown(logger, "file", exception.GetType().Name);
            return new SlackFileAnswer.NotNow();
        }
    }

    private async Task<SlackAnswer> SendAsync(string team, string method, HttpContent content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.BaseAddress, "api/" + method)) { Content = content };
        if (await tokens.FindAsync(team, ct) is not { } token)
            return new SlackAnswer.Refused("not_installed");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, ct);
            var answer = await ReadAsync(response, ct);
            if (answer is not SlackAnswer.Done)
                LogRefused(logger, method, (int)response.StatusCode, answer is SlackAnswer.Refused { Error: var error } ? error : answer.GetType().Name);
            return answer;
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return new SlackAnswer.NotNow("Slack cannot be reached.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogUnknown(logger, method, exception.GetType().Name);
            return new SlackAnswer.Unclear("Slack gave no answer.");
        }
    }

    private async Task<SlackAnswer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            return new SlackAnswer.NotNow("Slack takes no more messages right now.", Wait(response.Headers.RetryAfter));
        if (!response.IsSuccessStatusCode)
            return new SlackAnswer.Unclear($"Slack answered {(int)response.StatusCode}.");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
        var body = json.RootElement;
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("ok", out var ok))
            return new SlackAnswer.Unclear("Slack gave no answer that can be read.");
        return ok.ValueKind == JsonValueKind.True
            ? new SlackAnswer.Done(body.Clone())
            : new SlackAnswer.Refused(body.TryGetProperty("error", out var error) && error.GetString() is { } word ? word : "unknown_error");
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? after) =>
        after?.Delta ?? (after?.Date is { } date && date > time.GetUtcNow() ? date - time.GetUtcNow() : null);

    [LoggerMessage(391, LogLevel.Warning, "Slack {Method} answered {Status}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string method, int status, string reason);

    [LoggerMessage(396, LogLevel.Error, "Slack shows its sign-in page instead of a file: the app in {Team} may not read files. Install it there again, with the scope files:read.")]
    private static partial void LogNoFiles(ILogger logger, string team);

    [LoggerMessage(392, LogLevel.Warning, "Slack {Method} has no known outcome ({Reason})")]
    private static partial void LogUnknown(ILogger logger, string method, string reason);
}
