using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using EzSolutions.Integration.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Conversations.Slack;

/// <summary>Somebody in Slack, played by the sandbox: signed requests over real HTTP in, the Web API's records out.</summary>
/// <param name="channel">Name of a channel where others read along; else direct messages.</param>
internal sealed class SlackPerson(ApiHost host, string name, string? channel = null, string team = SlackPerson.Workspace)
{
    public const string Workspace = "T0SANDBOX";
    public const string OtherWorkspace = "T0OTHER";

    /// <summary>The thread that is written in; null outside of one.</summary>
    public string? Thread { get; set; }

    public string? Place { get; private set; }

    public Task<SlackAck> SayAsync(string text, object? flaw = null) => DoAsync(new { @do = "say", text, flaw });

    public Task<SlackAck> MentionAsync(string text) => DoAsync(new { @do = "mention", text });

    /// <summary>Presses the newest button of this label, once there is one.</summary>
    public async Task<SlackAck> PressAsync(string label, string? message = null, object? flaw = null)
    {
        await UntilAsync(all => all.Any(m => Buttons(m).Any(b => Label(b) == label)), $"a button '{label}'");
        return await DoAsync(new { @do = "press", action = label, message, flaw });
    }

    public Task<SlackAck> SubmitAsync(object? values = null, bool unchecked_ = false) => DoAsync(new { @do = "submit", values, flaw = new { @unchecked = unchecked_ } });

    /// <summary>Opens the assistant's pane; from then on this person writes in it.</summary>
    public async Task<SlackAck> OpenAssistantAsync()
    {
        var opened = await DoAsync(new { @do = "assistant" });
        Thread = opened.Json.GetProperty("ts").GetString();
        return opened;
    }

    /// <param name="deed">As the sandbox knows it; who and where are added.</param>
    public async Task<SlackAck> DoAsync(object deed)
    {
        var body = JsonSerializer.SerializeToNode(deed)!.AsObject();
        (body["user"], body["channel"], body["team"]) = (name, channel, team);
        body["thread"] ??= Thread;
        using var answer = await host.Outside.PostAsJsonAsync("slack/_deeds", body);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue(json.ToString());
        if (json.TryGetProperty("channel", out var place) && place.ValueKind == JsonValueKind.String)
            Place = place.GetString();
        return new SlackAck(json);
    }

    public async Task FaultAsync(object fault)
    {
        using var on = await host.Outside.PostAsJsonAsync("faults", fault);
        on.EnsureSuccessStatusCode();
    }

    /// <summary>What the app has written where this person is, oldest first.</summary>
    public async Task<List<JsonElement>> HeardAsync() => Place is null
        ? []
        : [.. (await host.Outside.GetFromJsonAsync<JsonElement>($"slack/_messages/{Place}")).EnumerateArray()
            .Where(m => Thread is null || m.GetProperty("thread").GetString() == Thread).Select(m => m.Clone())];

    public Task<List<JsonElement>> UntilAsync(Func<List<JsonElement>, bool> holds, string what) => ApiHost.EventuallyAsync(HeardAsync, holds, what);

    public Task<List<JsonElement>> UntilSaidAsync(string part) =>
        UntilAsync(all => all.Any(m => Words(m).Contains(part, StringComparison.OrdinalIgnoreCase)), $"the app says '{part}'");

    /// <summary>The modal this person has open; waits for one.</summary>
    public Task<JsonElement> ModalAsync() => ApiHost.EventuallyAsync(
        async () => (await host.Outside.GetFromJsonAsync<JsonElement>("slack/_views")).EnumerateArray().LastOrDefault(v => v.GetProperty("user").GetString() == "U" + Place![1..]),
        view => view.ValueKind == JsonValueKind.Object,
        "a modal");

    public async Task<JsonElement> AssistantAsync(Func<JsonElement, bool> holds, string what) => await ApiHost.EventuallyAsync(
        async () => (await host.Outside.GetFromJsonAsync<JsonElement>("slack/_assistants")).EnumerateArray().LastOrDefault(a => a.GetProperty("thread").GetString() == Thread),
        seen => seen.ValueKind == JsonValueKind.Object && holds(seen),
        what);

    /// <summary>Entries of conversations in this place.</summary>
    public Task<object?> EntriesAsync(string where = "true") => host.ScalarAsync(
        $"SELECT count(*)::int FROM entries e JOIN channel_threads t ON t.conversation_id = e.conversation_id WHERE t.tenant = '{team}' AND t.thread_key LIKE '{Place}%' AND {where}");

    /// <summary>Follows the link the app has sent, signs in there and agrees.</summary>
    public async Task LinkAsync(string email)
    {
        var offered = (await UntilAsync(all => all.Any(m => LinkOf(m) is not null), "a link")).Select(LinkOf).Last(l => l is not null)!;
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        await FormAsync(browser, offered);
        var earlier = (await host.MailsAsync(email, "code")).Count;
        await FormAsync(browser, offered + "/code", ("email", email));
        await FormAsync(browser, offered + "/finish", ("email", email), ("code", await host.CodeAsync(email, earlier)), ("consent", "yes"));
    }

    private static async Task FormAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await browser.PostAsync(path, form);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static string? LinkOf(JsonElement message) =>
        Buttons(message).Select(b => b["url"]?.ToString()).FirstOrDefault(u => u?.Contains("/link/", StringComparison.Ordinal) == true) is { } url ? new Uri(url).AbsolutePath : null;

    /// <summary>Something the program says on its own account.</summary>
    public Task PostAsync(OutgoingEntry entry) => host.InScopeAsync(new Actor.System("test"), services => services.GetRequiredService<IUnitOfWork>().RunAsync<Guid>(
        async ct =>
        {
            var (key, tenant) = (Thread is null ? Place : $"{Place}/{Thread}", team);
            var thread = (await services.GetRequiredService<IStore>().FindAsync<ChannelThread>(t => t.Tenant == tenant && t.ThreadKey == key, ct))!;
            return await services.GetRequiredService<IConversationPoster>().PostAsync(thread.ConversationId, entry, ct);
        },
        CancellationToken.None));

    /// <summary>What a person reads of a message.</summary>
    public static string Words(JsonElement message)
    {
        var body = JsonNode.Parse(message.GetProperty("body").GetRawText())!;
        return body["blocks"] is { } blocks ? string.Join('\n', Texts(blocks)) : System.Net.WebUtility.HtmlDecode(body["text"]!.ToString());
    }

    public static List<JsonObject> Buttons(JsonElement message) =>
        [.. (JsonNode.Parse(message.GetProperty("body").GetRawText())!["blocks"]?.AsArray() ?? []).Where(b => b!["type"]!.ToString() == "actions")
            .SelectMany(b => b!["elements"]!.AsArray()).Select(e => e!.AsObject())];

    public static string Label(JsonObject button) => button["text"]!["text"]!.ToString();

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject o when o["text"] is JsonValue text => [text.ToString()],
        JsonObject o => o.SelectMany(p => Texts(p.Value)),
        JsonArray a => a.SelectMany(Texts),
        _ => [],
    };
}

/// <summary>How the program answered Slack.</summary>
internal sealed record SlackAck(JsonElement Json)
{
    public int Attempts => Json.GetProperty("attempts").GetInt32();

    public string Body => Json.GetProperty("body").GetString()!;

    public string Ts => Json.GetProperty("ts").GetString()!;

    public SlackAck ShouldBe(int status)
    {
        Json.GetProperty("status").GetInt32().ShouldBe(status, Body);
        return this;
    }
}
