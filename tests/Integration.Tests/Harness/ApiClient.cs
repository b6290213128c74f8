using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace EzSolutions.Integration.Tests.Harness;

/// <summary>One caller of <c>/api/v1</c>; paths are relative to it, unless they begin with a slash.</summary>
internal sealed class ApiClient(HttpClient http)
{
    private string? _token;
    private string? _cookie;

    /// <summary>Whether the header that other sites cannot send goes along.</summary>
    public bool SendsCsrfHeader { get; init; } = true;

    public ApiClient WithToken(string token) => new(http) { _token = token };

    public ApiClient WithCookie(string cookie, bool csrfHeader = true) => new(http) { _cookie = cookie, SendsCsrfHeader = csrfHeader };

    public ApiClient WithoutCsrfHeader() => WithCookie(_cookie!, csrfHeader: false);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object? body = null, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), idempotencyKey);

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body));

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>A body exactly as given.</summary>
    public Task<Answer> PostRawAsync(string path, string body, string contentType = "application/json") =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, contentType));

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/v1/" + path) { Content = content };
        if (_token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (_cookie is not null)
            request.Headers.Add("Cookie", _cookie);
        if (_cookie is not null && SendsCsrfHeader)
            request.Headers.Add("X-EZ-CSRF", "1");
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);

        // A large body is sent only when the server wants it; otherwise its refusal could be lost in a broken connection.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1024 * 1024;
        using var response = await http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string? this[string property] => Json.GetProperty(property).ToString();

    public JsonElement[] Items => [.. Json.GetProperty("items").EnumerateArray()];

    public string? Next => Json.TryGetProperty("next", out var next) ? next.GetString() : null;

    public Answer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>RFC 9457 with our code and a trace id, and nothing of our insides.</summary>
    public Answer ShouldBeProblem(int status, string code)
    {
        Status.ShouldBe(status, Text);
        ContentType.ShouldBe("application/problem+json", Text);
        this["code"].ShouldBe(code, Text);
        this["status"].ShouldBe(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        this["traceId"].ShouldNotBeNullOrEmpty();
        Text.ShouldNotContain("Exception");
        Text.ShouldNotContain("   at ");
        return this;
    }

    public Answer ShouldSayWhenToRetry()
    {
        Headers.RetryAfter.ShouldNotBeNull();
        Headers.RetryAfter.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        return this;
    }
}
