using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.Application.Provisioning;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

/// <summary>The vendor's HTTP manners: <c>api2/json</c>, form parameters, <c>{"data": ...}</c>, errors in the status line. Throws for nothing outside.</summary>
internal sealed class ProxmoxClient(HttpClient http)
{
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement<object?>(null);

    public Task<ProvisionerResult<JsonElement>> GetAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, ct);

    public Task<ProvisionerResult<JsonElement>> PostAsync(string path, IReadOnlyDictionary<string, string> form, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, form, ct);

    public Task<ProvisionerResult<JsonElement>> PutAsync(string path, IReadOnlyDictionary<string, string> form, CancellationToken ct) =>
        SendAsync(HttpMethod.Put, path, form, ct);

    public Task<ProvisionerResult<JsonElement>> DeleteAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Delete, path, null, ct);

    private async Task<ProvisionerResult<JsonElement>> SendAsync(
        HttpMethod method, string path, IReadOnlyDictionary<string, string>? form, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri("api2/json/" + path, UriKind.Relative));
            if (form is not null)
                request.Content = new FormUrlEncodedContent(form);
            using var response = await http.SendAsync(request, ct);
            return response.IsSuccessStatusCode ? await DataAsync(response, ct) : await FaultAsync(response, ct);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // P05: no answer says nothing about what happened.
            return new ProvisionerFault.Unknown($"{method} {PathOf(path)}: {e.Message}");
        }
    }

    private static async Task<ProvisionerResult<JsonElement>> DataAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        return body.ValueKind is JsonValueKind.Object && body.TryGetProperty("data", out var data) ? data : Nothing;
    }

    private static async Task<ProvisionerResult<JsonElement>> FaultAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var text = response.ReasonPhrase ?? "";
        var body = await response.Content.ReadAsStringAsync(ct);
        if (Parse(body) is { ValueKind: JsonValueKind.Object } told)
        {
            if (told.TryGetProperty("message", out var message) && message.ValueKind is JsonValueKind.String)
                text = message.GetString()!.Trim();
            if (told.TryGetProperty("errors", out var errors) && errors.ValueKind is JsonValueKind.Object)
                text += string.Concat(errors.EnumerateObject().Select(e => string.Create(CultureInfo.InvariantCulture, $"; {e.Name}: {e.Value}")));
        }

        return ProxmoxFaults.Of((int)response.StatusCode, text);
    }

    private static JsonElement? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            // A proxy's page, or nothing at all: the status line is what there is.
            return null;
        }
    }

    private static string PathOf(string path) => path.Split('?')[0];
}
