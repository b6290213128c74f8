using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.EndToEnd.Tests.Harness;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>Somebody in the app's assistant pane in Slack, as the sandbox plays it.</summary>
internal sealed class SlackTalker(RunningProgram program) : Talker(program, "slack")
{
    private const string Person = "anna";
    private readonly HttpClient _sandbox = new() { BaseAddress = program.SandboxAddress };
    private string _place = "";
    private string _thread = "";

    public override async Task ArriveAsync()
    {
        var opened = await DoAsync(new { @do = "assistant", user = Person });
        (_place, _thread) = (opened.GetProperty("channel").GetString()!, opened.GetProperty("ts").GetString()!);
    }

    public override Task SayAsync(string text) => DoAsync(new { @do = "say", user = Person, thread = _thread, text });

    public override Task PressAsync(Told on, Choice choice) =>
        DoAsync(new { @do = "press", user = Person, message = on.Place, action = choice.Data.GetProperty("action_id").GetString() });

    public override async Task<IReadOnlyList<Told>> ReadAsync()
    {
        var all = await _sandbox.GetFromJsonAsync<JsonElement>($"slack/_messages/{_place}");
        return [.. all.EnumerateArray().Select(m => BlockReading.Read(m.GetProperty("ts").GetString()!, m.GetProperty("body")))];
    }

    public override void Dispose() => _sandbox.Dispose();

    private async Task<JsonElement> DoAsync(object deed)
    {
        using var answer = await _sandbox.PostAsJsonAsync("slack/_deeds", deed);
        var played = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue(played.ToString());
        played.GetProperty("status").GetInt32().ShouldBe(200, played.ToString());
        return played;
    }
}
