using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Channels.Slack;
using EzSolutions.Domain.Common;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.Slack;

/// <inheritdoc />
internal sealed partial class SlackInstaller(HttpClient http, IOptions<SlackOptions> options, IPublicAddresses addresses, ILogger<SlackInstaller> logger) : ISlackInstaller
{
    /// <summary>What the app does, and no more.</summary>
    private const string Scopes = "app_mentions:read,assistant:write,chat:write,files:read,im:history,im:read,im:write,users:read";

    private string Callback => addresses.For("/slack/callback").AbsoluteUri;

    public Uri AskAt(string state) => new(QueryHelpers.AddQueryString(
        new Uri(options.Value.BaseAddress, "oauth/v2/authorize").AbsoluteUri,
        new Dictionary<string, string?> { ["client_id"] = options.Value.ClientId, ["scope"] = Scopes, ["redirect_uri"] = Callback, ["state"] = state }));

    public async Task<Result<SlackGrant>> ExchangeAsync(string code, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.BaseAddress, "api/oauth.v2.access"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = code, ["redirect_uri"] = Callback }),
        };
        var credentials = Encoding.UTF8.GetBytes($"{options.Value.ClientId}:{options.Value.ClientSecret}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (!response.IsSuccessStatusCode)
                return SlackErrors.Unavailable;
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
            return Read(json.RootElement);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogFailed(logger, exception.GetType().Name);
            return SlackErrors.Unavailable;
        }
    }

    private Result<SlackGrant> Read(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("ok", out var ok) || ok.ValueKind != JsonValueKind.True)
        {
            var why = Text(answer, "error") ?? "no_answer";
            LogFailed(logger, why);
            return SlackErrors.Refused(why);
        }

        // An installation for a whole organisation names no workspace; its requests would fit none of ours.
        return answer.TryGetProperty("team", out var team) && Text(team, "id") is { } id
            && Text(answer, "access_token") is { } token && Text(answer, "bot_user_id") is { } bot && Text(answer, "token_type") == "bot"
            ? options.Value.Allows(id)
                ? new SlackGrant(id, Text(team, "name") ?? id, bot, answer.TryGetProperty("authed_user", out var user) ? Text(user, "id") ?? "" : "", token)
                : SlackErrors.NotAllowed
            : SlackErrors.Refused("no_workspace");
    }

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [LoggerMessage(394, LogLevel.Warning, "The app was not added to a Slack workspace: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
