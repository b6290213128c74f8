using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.EndToEnd.Tests.Harness;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>The widget's own protocol.</summary>
internal sealed class WidgetTalker(RunningProgram program) : Talker(program, "widget")
{
    private readonly HttpClient _http = new() { BaseAddress = program.Address };
    private readonly List<JsonElement> _entries = [];

    public override async Task ArriveAsync()
    {
        using var answer = await _http.PostAsJsonAsync("api/v1/chat/sessions", new { locale = "en" });
        var session = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
    }

    public override Task SayAsync(string text) => PostAsync("messages", new { clientMessageId = Guid.CreateVersion7().ToString(), text });

    public override Task PressAsync(Told on, Choice choice) => PostAsync(
        "actions", new { clientMessageId = Guid.CreateVersion7().ToString(), entryId = on.Place, actionId = choice.Data.GetProperty("id").GetString() });

    public override async Task SignInAsync()
    {
        await HearAsync("What's your e-mail address?");
        await SayAsync(Email);
        await HearAsync($"code to {Email}");
        await SayAsync(await CodeAsync());
    }

    public override async Task<IReadOnlyList<Told>> ReadAsync()
    {
        var after = _entries.Count == 0 ? 0 : _entries[^1].GetProperty("sequence").GetInt64();
        var page = await _http.GetFromJsonAsync<JsonElement>($"api/v1/chat/entries?after={after}");
        _entries.AddRange(page.GetProperty("entries").EnumerateArray().Select(e => e.Clone()));
        return [.. _entries
            .Where(e => e.GetProperty("author").GetProperty("kind").GetString() != "customer")
            .GroupBy(Place)
            .Select(versions => Read(versions.Key, versions.Last()))];
    }

    public override void Dispose() => _http.Dispose();

    private static string Place(JsonElement entry) => Text(entry, "replaces") ?? Text(entry, "id")!;

    private static Told Read(string place, JsonElement entry)
    {
        List<string> words = [.. Told.Lines(Text(entry, "text"))];
        List<Choice> choices = [];
        if (!entry.TryGetProperty("card", out var card) || card.ValueKind != JsonValueKind.Object)
            return new Told(place, words, [], choices);
        words.AddRange([.. Told.Lines(Text(card, "title")), .. Told.Lines(Text(card, "text"))]);
        foreach (var item in List(card, "items"))
        {
            words.AddRange([Text(item, "title")!, .. Told.Lines(Text(item, "text")), .. Told.Lines(Text(item, "price"))]);
            choices.AddRange(List(item, "actions").Select(a => Choice(a, Text(item, "title"))));
        }

        words.AddRange(List(card, "inputs").Select(i => Text(i, "label")!));
        choices.AddRange(List(card, "actions").Select(a => Choice(a, null)));
        return new Told(place, words, [.. List(card, "facts").Select(f => new Fact(Text(f, "label")!, Text(f, "value")!))], choices);
    }

    private static Choice Choice(JsonElement action, string? of) =>
        new(Text(action, "label")!, of, Text(action, "url") is { } url ? new Uri(url, UriKind.RelativeOrAbsolute) : null, action);

    private static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private async Task PostAsync(string what, object body)
    {
        using var answer = await _http.PostAsJsonAsync($"api/v1/chat/{what}", body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
