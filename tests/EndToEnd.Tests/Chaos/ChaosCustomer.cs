using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>A customer of the REST API who repeats whatever was not answered, with the same key.</summary>
internal sealed class ChaosCustomer(ChaosWorld world, Outside outside, string email) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = world.App, Timeout = TimeSpan.FromSeconds(30) };
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);

    public async Task SignInAsync(CancellationToken ct)
    {
        var token = await Persistent.AskAsync("a session", TrySignInAsync, ct);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Places one order and pays it on the gateway's page; one order whatever breaks in between.</summary>
    public async Task BuyAsync(string name, CancellationToken ct)
    {
        var order = await PostAsync("api/v1/orders", new { draft = new { productCode = "vps-s", cycle = "monthly", hostname = name } }, $"order-{name}", ct);
        var invoice = order.GetProperty("invoiceId").GetGuid();
        var payment = await PostAsync($"api/v1/invoices/{invoice}/payments", null, null, ct);
        await outside.PayAsync(new Uri(payment.GetProperty("url").GetString()!), ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> TrySignInAsync(CancellationToken ct)
    {
        using (var asked = await _http.PostAsJsonAsync(new Uri("api/v1/auth/codes", UriKind.Relative), new { email }, ct))
        {
            // Too soon: an earlier question, whose answer was lost, has been heard.
            if (!asked.IsSuccessStatusCode && asked.StatusCode is not HttpStatusCode.TooManyRequests)
                return null;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var code = await outside.SignInCodeAsync(email, _codes, patience.Token);
        _codes.Add(code);
        using var answer = await _http.PostAsJsonAsync(new Uri("api/v1/auth/sessions", UriKind.Relative), new { email, code, name = "Chaos" }, ct);
        if (!answer.IsSuccessStatusCode)
            return null;
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("accessToken").GetString();
    }

    private async Task<JsonElement> PostAsync(string path, object? body, string? key, CancellationToken ct)
    {
        var text = await Persistent.AskAsync(
            $"an answer of {path}",
            async token =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
                if (key is not null)
                    request.Headers.Add("Idempotency-Key", key);
                using var answer = await _http.SendAsync(request, token);
                if (answer.StatusCode is HttpStatusCode.Unauthorized)
                {
                    // A session lasts 15 minutes; a long run outlives it.
                    await SignInAsync(token);
                    return null;
                }

                return await Persistent.ReadAsync(answer, token);
            },
            ct);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
