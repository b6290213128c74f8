using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.EndToEnd.Tests.Harness;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>Direct Line 3.0, with a token whose site knows its user.</summary>
internal sealed class DirectLineTalker(RunningProgram program) : Talker(program, "directline")
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(program.Address, "v3/directline/") };
    private readonly List<JsonElement> _activities = [];
    private string _conversation = "";
    private string _watermark = "";

    public override async Task ArriveAsync()
    {
        var token = await PostAsync("tokens/generate", ChannelWorld.SiteSecret, new { user = new { id = "dl_anna", name = "Anna" } });
        var started = await PostAsync("conversations", token.GetProperty("token").GetString()!, new { user = new { }, locale = "en" });
        _conversation = started.GetProperty("conversationId").GetString()!;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", started.GetProperty("token").GetString());
    }

    public override Task SayAsync(string text) => SendAsync(new { type = "message", text });

    public override Task PressAsync(Told on, Choice choice) => SendAsync(new { type = "message", value = choice.Data });

    public override async Task<IReadOnlyList<Told>> ReadAsync()
    {
        while (true)
        {
            var set = await _http.GetFromJsonAsync<JsonElement>($"conversations/{_conversation}/activities?watermark={_watermark}");
            var read = set.GetProperty("activities").EnumerateArray().Select(a => a.Clone()).ToArray();
            if (read.Length == 0)
                break;
            _activities.AddRange(read);
            _watermark = set.GetProperty("watermark").GetString()!;
        }

        return [.. _activities
            .Where(a => a.GetProperty("from").GetProperty("role").GetString() == "bot")
            .GroupBy(a => a.GetProperty("id").GetString()!)
            .Select(versions => AdaptiveReading.Read(versions.Key, versions.Last()))];
    }

    public override void Dispose() => _http.Dispose();

    private async Task SendAsync(object activity)
    {
        using var answer = await _http.PostAsJsonAsync($"conversations/{_conversation}/activities", activity);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> PostAsync(string path, string bearer, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var answer = await _http.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}
