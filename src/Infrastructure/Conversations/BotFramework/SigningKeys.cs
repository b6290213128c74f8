using System.Text.Json;
using EzSolutions.Domain.Common;
using EzSolutions.Application.Conversations.Channels.BotFramework;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace EzSolutions.Infrastructure.Conversations.BotFramework;

internal sealed record SigningKey(JsonWebKey Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// The Bot Framework's signing keys: kept for a day, looked for again when a token names one we do not know, and used for up to five days while
/// their address does not answer. Without any, nobody is believed.
/// </summary>
internal sealed partial class SigningKeys(IHttpClientFactory clients, IOptions<TeamsOptions> options, TimeProvider time, ILogger<SigningKeys> logger) : IDisposable
{
    public const string Client = "bot-framework-keys";

    private const int LargestDocument = 1024 * 1024;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);
    private static readonly TimeSpan Usable = TimeSpan.FromDays(5);

    /// <summary>Between two looks, whatever the tokens say: unknown key ids must not make us call on and on.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Fetched? _last;
    private DateTimeOffset _triedAt = DateTimeOffset.MinValue;

    /// <returns>The key; bot_token_invalid for one that is not published; bot_keys_unavailable when it cannot be known.</returns>
    public async Task<Result<SigningKey>> FindAsync(string keyId, CancellationToken ct)
    {
        if (_last is { } known && known.Keys.TryGetValue(keyId, out var key) && time.GetUtcNow() - known.At < Fresh)
            return key;
        await _gate.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            var stale = _last is null || now - _last.At >= Fresh || !_last.Keys.ContainsKey(keyId);
            if (stale && now - _triedAt >= Pause)
            {
                _triedAt = now;
                _last = await FetchAsync(now, ct) ?? _last;
            }

            if (_last is not { } last || now - last.At >= Usable)
                return BotFrameworkErrors.KeysUnavailable;
            return last.Keys.TryGetValue(keyId, out var found) ? found : BotFrameworkErrors.TokenInvalid;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Fetched?> FetchAsync(DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            using var http = clients.CreateClient(Client);
            http.MaxResponseContentBufferSize = LargestDocument;
            using var metadata = JsonDocument.Parse(await http.GetStringAsync(options.Value.OpenIdMetadata, ct));
            var address = new Uri(metadata.RootElement.GetProperty("jwks_uri").GetString() ?? "", UriKind.Absolute);
            if (!ServiceAddress.IsTrusted(address, loopback: options.Value.OpenIdMetadata.IsLoopback))
                throw new FormatException("jwks_uri is not an address to trust.");
            using var document = JsonDocument.Parse(await http.GetStringAsync(address, ct));
            return new Fetched(now, Read(document.RootElement));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException or ArgumentException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            LogNoKeys(logger, exception.GetType().Name);
            return null;
        }
    }

    private static Dictionary<string, SigningKey> Read(JsonElement document)
    {
        Dictionary<string, SigningKey> keys = new(StringComparer.Ordinal);
        foreach (var entry in document.GetProperty("keys").EnumerateArray())
        {
            var key = new JsonWebKey(entry.GetRawText());
            // Only what signs, and only RSA: the public half of one must never serve as the secret of another algorithm.
            if (key.Kty != JsonWebAlgorithmsKeyTypes.RSA || string.IsNullOrEmpty(key.Kid) || key.Use is not (null or "" or "sig"))
                continue;
            string[] endorsements = entry.TryGetProperty("endorsements", out var list) && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Select(e => e.GetString() ?? "")]
                : [];
            keys[key.Kid] = new SigningKey(key, endorsements);
        }

        return keys.Count > 0 ? keys : throw new FormatException("No key that signs.");
    }

    [LoggerMessage(381, LogLevel.Warning, "The Bot Framework's signing keys cannot be had ({Reason}); the last known ones are used while they may be")]
    private static partial void LogNoKeys(ILogger logger, string reason);

    private sealed record Fetched(DateTimeOffset At, IReadOnlyDictionary<string, SigningKey> Keys);
}
