using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.Teams;

/// <summary>Somebody in Teams, played by the sandbox: signed requests over real HTTP in, the Connector's records out.</summary>
internal sealed class TeamsUser(ApiHost host, string name, string kind = "personal", string? conversation = null)
{
    private static int _count;

    public string Conversation { get; } = conversation ?? $"{(kind == "personal" ? "a:" : "19:")}{name}-{Interlocked.Increment(ref _count)}";

    public string Id { get; } = "29:" + name;

    public Task<TeamsReply> SayAsync(string text) => DoAsync(new JsonObject { ["text"] = text });

    public Task<TeamsReply> MentionAsync(string text, string of = "28:5a9d0b00-5a9d-4b00-8b00-0000000000a1") => DoAsync(new JsonObject
    {
        ["text"] = $"<at>Assistant</at> {text}",
        ["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "mention",
            ["text"] = "<at>Assistant</at>",
            ["mentioned"] = new JsonObject { ["id"] = of, ["name"] = "Assistant" },
        }),
    });

    /// <summary>Presses the first button whose label begins so, on the newest card that has one.</summary>
    public async Task<TeamsReply> PressAsync(string label, params (string Id, string Value)[] inputs)
    {
        var (activity, data) = await ButtonAsync(label);
        foreach (var (id, value) in inputs)
            data[id] = value;
        return await DoAsync(new JsonObject { ["text"] = null, ["value"] = data, ["replyToId"] = activity });
    }

    public async Task<(string Activity, JsonObject Data)> ButtonAsync(string label)
    {
        var messages = await UntilAsync(all => all.Any(m => Find(m, label) is not null), $"a button '{label}'");
        var newest = messages.Last(m => Find(m, label) is not null);
        return (newest.GetProperty("id").GetString()!, Find(newest, label)!);
    }

    /// <param name="over">Laid over the activity that Teams would send; null removes.</param>
    public async Task<TeamsReply> DoAsync(JsonObject over, object? token = null, string? authorization = null, string? tenant = null)
    {
        using var answer = await host.Outside.PostAsJsonAsync(
            "botframework/_activities", new { user = Id, name, conversation = Conversation, kind, tenant, activity = over, token, authorization });
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue(json.ToString());
        return new TeamsReply(json.GetProperty("status").GetInt32(), json.GetProperty("body").GetString()!, json);
    }

    /// <summary>What the bot has written here, oldest first.</summary>
    public async Task<List<JsonElement>> HeardAsync() =>
        [.. (await host.Outside.GetFromJsonAsync<JsonElement>($"botframework/_conversations/{Uri.EscapeDataString(Conversation)}")).EnumerateArray()
            .Where(a => a.GetProperty("fromBot").GetBoolean()).Select(a => a.Clone())];

    public Task<List<JsonElement>> UntilAsync(Func<List<JsonElement>, bool> holds, string what) => ApiHost.EventuallyAsync(HeardAsync, holds, what);

    public Task<List<JsonElement>> UntilSaidAsync(string part) =>
        UntilAsync(all => all.Any(m => m.GetProperty("body").GetRawText().Contains(part, StringComparison.OrdinalIgnoreCase)), $"the bot says '{part}'");

    public Task<object?> EntriesAsync(string where = "true") => host.ScalarAsync(
        $"SELECT count(*)::int FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.thread_key = '{Conversation}' AND {where}");

    private static JsonObject? Find(JsonElement message, string label) => Find(JsonNode.Parse(message.GetProperty("body").GetRawText()), label);

    private static JsonObject? Find(JsonNode? node, string label) => node switch
    {
        JsonObject o when o["type"]?.ToString() == "Action.Submit" && o["title"]?.ToString().StartsWith(label, StringComparison.Ordinal) == true => o["data"]!.DeepClone().AsObject(),
        JsonObject o => o.Select(p => Find(p.Value, label)).FirstOrDefault(f => f is not null),
        JsonArray a => a.Select(i => Find(i, label)).FirstOrDefault(f => f is not null),
        _ => null,
    };
}

internal sealed record TeamsReply(int Status, string Body, JsonElement Json)
{
    public TeamsReply ShouldBe(int status)
    {
        Status.ShouldBe(status, Body);
        return this;
    }
}
