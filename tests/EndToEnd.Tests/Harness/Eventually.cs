namespace EzSolutions.EndToEnd.Tests.Harness;

/// <summary>Asks again until there is an answer; the limit is generous, for machines that are busy.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<T> GetAsync<T>(string what, Func<HttpClient, Task<T?>> ask)
        where T : class
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (await ask(http) is { } answer)
                return answer;
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"There was never {what}.");
            await Task.Delay(200, CancellationToken.None);
        }
    }
}
