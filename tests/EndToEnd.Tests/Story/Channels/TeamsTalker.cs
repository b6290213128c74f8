using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.EndToEnd.Tests.Harness;

namespace EzSolutions.EndToEnd.Tests.Story.Channels;

/// <summary>Somebody alone with the bot in Teams, as the sandbox plays it.</summary>
internal sealed class TeamsTalker(RunningProgram program) : Talker(program, "teams")
{
    private const string Conversation = "a:story";
    private readonly HttpClient _sandbox = new() { BaseAddress = program.SandboxAddress };

    public override Task ArriveAsync() => DoAsync(new { type = "installationUpdate", action = "add", locale = "en" });

    public override Task SayAsync(string text) => DoAsync(new { text, locale = "en" });

    public override Task PressAsync(Told on, Choice choice) => DoAsync(new { value = choice.Data, replyToId = on.Place, locale = "en" });

    public override async Task<IReadOnlyList<Told>> ReadAsync()
    {
        var all = await _sandbox.GetFromJsonAsync<JsonElement>($"botframework/_conversations/{Uri.EscapeDataString(Conversation)}");
        return [.. all.EnumerateArray()
            .Where(a => a.GetProperty("fromBot").GetBoolean())
            .Select(a => AdaptiveReading.Read(a.GetProperty("id").GetString()!, a.GetProperty("body")))];
    }

    public override void Dispose() => _sandbox.Dispose();

    private async Task DoAsync(object activity)
    {
        using var answer = await _sandbox.PostAsJsonAsync(
            "botframework/_activities", new { user = "29:anna", name = "Anna", conversation = Conversation, kind = "personal", activity });
        var played = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        played.GetProperty("status").GetInt32().ShouldBe(200, played.ToString());
    }
}
