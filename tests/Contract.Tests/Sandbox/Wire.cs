using System.Text.Json.Nodes;

namespace EzSolutions.Contract.Tests.Sandbox;

internal sealed record Reply(int Status, string Reason, JsonNode Json, HttpResponseMessage Message)
{
    public string Text(string path) => At(path)?.ToString() ?? "";

    public JsonNode? At(string path)
    {
        JsonNode? at = Json;
        foreach (var part in path.Split('.'))
            at = int.TryParse(part, out var index) ? at![index] : at![part];
        return at;
    }
}

internal static class Wire
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task<Reply> GetAsync(this HttpClient client, string path, bool json) => SendAsync(client, HttpMethod.Get, path, [], null, json);

    public static Task<Reply> CallAsync(this HttpClient client, string method, string path, params (string Name, string Value)[] form) =>
        SendAsync(client, new HttpMethod(method), path, form, null, json: true);

    public static Task<Reply> PostAsync(this HttpClient client, string path, string? idempotencyKey, params (string Name, string Value)[] form) =>
        SendAsync(client, HttpMethod.Post, path, form, idempotencyKey, json: true);

    public static async Task<T> EventuallyAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(25, limit.Token);
        }
    }

    private static async Task<Reply> SendAsync(HttpClient client, HttpMethod method, string path, (string Name, string Value)[] form, string? key, bool json)
    {
        using var request = new HttpRequestMessage(method, path);
        if (form.Length > 0)
            request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Reply((int)response.StatusCode, response.ReasonPhrase ?? "", json ? JsonNode.Parse(text)! : JsonValue.Create(text), response);
    }
}
