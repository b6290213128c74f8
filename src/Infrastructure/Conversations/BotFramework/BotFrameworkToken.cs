using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.BotFramework;

/// <summary>Our own token for the Connector (client credentials), kept until shortly before it ends.</summary>
internal sealed partial class BotFrameworkToken(IHttpClientFactory clients, IOptions<TeamsOptions> options, TimeProvider time, ILogger<BotFrameworkToken> logger)
    : IDisposable
{
    public const string Client = "bot-framework-token";

    private const string Scope = "https://api.botframework.com/.default";
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Held? _held;

    /// <returns>Null when it cannot be had; the reason is in the log.</returns>
    public async Task<string?> GetAsync(CancellationToken ct)
    {
        if (_held is { } held && held.Until > time.GetUtcNow())
            return held.Token;
        await _gate.WaitAsync(ct);
        try
        {
            if (_held is null || _held.Until <= time.GetUtcNow())
                _held = await AskAsync(ct);
            return _held?.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>It was refused: the next call asks for another one.</summary>
    public void Forget(string token)
    {
        if (_held?.Token == token)
            _held = null;
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Held?> AskAsync(CancellationToken ct)
    {
        var teams = options.Value;
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", teams.AppId), new("client_secret", teams.AppPassword), new("scope", Scope),
        ]);
        try
        {
            using var http = clients.CreateClient(Client);
            using var answer = await http.PostAsync(new Uri(teams.LoginAddress, $"{teams.TenantId}/oauth2/v2.0/token"), form, ct);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
            if (!answer.IsSuccessStatusCode)
            {
                LogRefused(logger, (int)answer.StatusCode, json.RootElement.TryGetProperty("error", out var error) ? error.ToString() : "");
                return null;
            }

            var lifetime = TimeSpan.FromSeconds(json.RootElement.GetProperty("expires_in").GetInt32());
            var kept = lifetime > Early * 2 ? lifetime - Early : lifetime / 2;
            return new Held(json.RootElement.GetProperty("access_token").GetString()!, time.GetUtcNow() + kept);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or KeyNotFoundException or InvalidOperationException
            || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogRefused(logger, 0, exception.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(383, LogLevel.Error, "No token for the Bot Framework ({Status} {Reason}): check Channels:Teams:AppId, AppPassword and TenantId")]
    private static partial void LogRefused(ILogger logger, int status, string reason);

    private sealed record Held(string Token, DateTimeOffset Until);
}
