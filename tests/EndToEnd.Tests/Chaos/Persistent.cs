using System.Net;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>Asks as a client does who knows nothing of the other side's deaths: again, until there is an answer.</summary>
internal static class Persistent
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <param name="ask">Null asks again; so does a connection that broke.</param>
    public static async Task<T> AskAsync<T>(string what, Func<CancellationToken, Task<T?>> ask, CancellationToken ct)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        var last = "no answer";
        while (!limit.IsCancellationRequested)
        {
            try
            {
                if (await ask(limit.Token) is { } answer)
                    return answer;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                last = e.Message;
            }

            await Task.Delay(Pause, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ct.ThrowIfCancellationRequested();
        throw new ChaosException($"There never was {what}: {last}");
    }

    /// <summary>A refusal that another try does not change.</summary>
    public static bool IsFinal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500 && status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout);

    /// <returns>Null when it is worth asking again.</returns>
    public static async Task<string?> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var body = await answer.Content.ReadAsStringAsync(ct);
        if (answer.IsSuccessStatusCode)
            return body;
        return IsFinal(answer.StatusCode)
            ? throw new ChaosException($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {body}")
            : null;
    }
}
