using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Conversations;
using EzSolutions.Integration.Tests.Harness;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using static EzSolutions.Integration.Tests.Conversations.DirectLine.DirectLineTokenTests;

namespace EzSolutions.Integration.Tests.Conversations.DirectLine;

/// <summary>What is said by Direct Line is the conversation that everybody else sees.</summary>
public sealed class DirectLineConversationTests(DirectLineHost fixture) : IClassFixture<DirectLineHost>
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task Message_is_echoed_as_its_users_and_answered()
    {
        var page = await DirectLineClient.StartAsync(_host);
        var posted = (await page.SayAsync("help", "client-1")).ShouldBe(200)["id"];
        var log = await page.UntilAsync(a => a.Length > 2);

        // The server says who it is from, whatever the client wrote (C07).
        var mine = log.Single(a => From(a, "role") == "user");
        mine.GetProperty("id").GetString().ShouldBe(posted);
        mine.GetProperty("text").GetString().ShouldBe("help");
        From(mine, "id").ShouldBe("dl_ada");
        From(mine, "name").ShouldBe("Ada");
        mine.GetProperty("channelData").GetProperty("clientActivityID").GetString().ShouldBe("client-1");
        log.Where(a => From(a, "role") == "bot").ShouldAllBe(a => From(a, "id") == "bot");
        log.Select(a => a.GetProperty("channelData").GetProperty("webchat:sequence-id").GetInt64()).ShouldBe(Enumerable.Range(1, log.Length).Select(i => (long)i));
    }

    [Fact]
    public async Task C01_Message_sent_again_is_stored_once_and_answers_the_same_id()
    {
        var page = await DirectLineClient.StartAsync(_host);
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => page.SayAsync("hello", "again-1")));
        ids.Select(i => i.ShouldBe(200)["id"]).Distinct().ShouldHaveSingleItem();
        (await page.UntilAsync(a => a.Length > 1)).Count(a => From(a, "role") == "user").ShouldBe(1);
    }

    [Fact]
    public async Task Watermark_asks_on_from_where_one_was()
    {
        var page = await DirectLineClient.StartAsync(_host);
        await page.UntilAsync(a => a.Length > 0);
        var (all, watermark) = await page.ReadAsync();
        all.ShouldNotBeEmpty();
        var (none, same) = await page.ReadAsync(watermark);
        none.ShouldBeEmpty();
        same.ShouldBe(watermark);
        (await page.ReadAsync("no-number")).Activities.Length.ShouldBe(all.Length);
    }

    [Fact]
    public async Task Card_is_an_adaptive_card_whose_button_starts_an_order()
    {
        var page = await DirectLineClient.StartAsync(_host);
        (await page.SayAsync("show me your vps plans")).ShouldBe(200);
        var plans = (await page.UntilAsync(a => a.Any(IsCard) && Buttons(a).Any(b => Title(b) == "Order"))).Where(IsCard).ToArray();
        var card = plans.Last().GetProperty("attachments")[0];
        card.GetProperty("contentType").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        card.GetProperty("content").GetProperty("version").GetString().ShouldBe("1.5");

        var button = Buttons(plans).First(b => Title(b) == "Order").GetProperty("data");
        (await page.PostActivityAsync(new { type = "message", value = button, channelData = new { postBack = true, clientActivityID = "press-1" } })).ShouldBe(200);
        var pressed = (await page.UntilAsync(a => a.Any(x => ClientId(x) == "press-1"))).Single(a => ClientId(a) == "press-1");
        pressed.GetProperty("text").GetString().ShouldBe("Order");
        await page.UntilAsync(a => From(a[^1], "role") == "bot");

        // The same as text, as some clients send it; and a button of nobody's.
        (await page.PostActivityAsync(new { type = "message", value = button.GetRawText() })).ShouldBe(200);
        Refused(await page.PostActivityAsync(new { type = "message", value = new { entryId = Guid.CreateVersion7(), actionId = "confirm:x" } }), 400, "entry_not_found");
    }

    [Fact]
    public async Task C04_Button_of_somebody_elses_card_does_nothing()
    {
        var (ada, bob) = (await DirectLineClient.StartAsync(_host), await DirectLineClient.StartAsync(_host));
        (await ada.SayAsync("show me your vps plans")).ShouldBe(200);
        var button = Buttons(await ada.UntilAsync(a => Buttons(a).Any(b => Title(b) == "Order"))).First(b => Title(b) == "Order").GetProperty("data");
        Refused(await bob.PostActivityAsync(new { type = "message", value = button }), 400, "entry_not_found");
    }

    [Fact]
    public async Task C03_Staff_answer_as_staff_and_their_notes_stay_among_them()
    {
        var page = await DirectLineClient.StartAsync(_host);
        var socket = await DirectLineSocket.OpenAsync(page.StreamUrl!);
        await socket.NextAsync();
        var staff = await _host.StaffAsync();
        var conversation = Guid.Parse(page.ConversationId);
        await _host.InScopeAsync(
            new Actor.Staff(Guid.CreateVersion7(), "Ada", new HashSet<StaffRole> { StaffRole.Admin }),
            services => services.GetRequiredService<IMediator>().Send(new SignalTyping(conversation)));
        var typing = (await socket.NextAsync()).ShouldNotBeNull();
        typing.GetProperty("activities")[0].GetProperty("type").GetString().ShouldBe("typing");
        typing.TryGetProperty("watermark", out _).ShouldBeFalse();
        (await staff.PostAsync($"console/conversations/{conversation}/take-over")).Status.ShouldBeLessThan(300);
        (await staff.PostAsync($"console/conversations/{conversation}/notes", new { clientMessageId = "n1", text = "a difficult one" })).Status.ShouldBeLessThan(300);
        (await staff.PostAsync($"console/conversations/{conversation}/messages", new { clientMessageId = "m1", text = "Ada here" })).Status.ShouldBeLessThan(300);

        var (answer, watermark) = await socket.UntilTextAsync("Ada here");
        From(answer, "id").ShouldBe("staff");
        From(answer, "role").ShouldBe("bot");
        var (all, last) = await page.ReadAsync();
        all.ShouldNotContain(a => a.GetRawText().Contains("difficult", StringComparison.Ordinal));
        last.ShouldBe(watermark);
        await socket.DisposeAsync();
    }

    [Fact]
    public async Task Streams_tell_what_follows_their_watermark_to_every_one_of_them()
    {
        var page = await DirectLineClient.StartAsync(_host);
        await using var first = await DirectLineSocket.OpenAsync(page.StreamUrl!);
        await using var second = await DirectLineSocket.OpenAsync(page.StreamUrl!);
        var greeting = (await first.NextAsync()).ShouldNotBeNull();
        (await second.NextAsync()).ShouldNotBeNull().GetRawText().ShouldBe(greeting.GetRawText());

        // Clients' keep-alives, and what no client sends, change nothing.
        await first.SendAsync("");
        await first.SendAsync("what is this");
        (await page.SayAsync("hello there")).ShouldBe(200);
        var (_, watermark) = await first.UntilTextAsync("hello there");
        await second.UntilTextAsync("hello there");
        await page.UntilAsync(a => From(a[^1], "role") == "bot");

        // Back after a drop: what was missed comes, and nothing twice. Without a watermark only what comes from now on.
        (await page.SayAsync("missed this")).ShouldBe(200);
        var resumed = (await page.GetAsync($"conversations/{page.ConversationId}?watermark={watermark}")).ShouldBe(200);
        await using var back = await DirectLineSocket.OpenAsync(new Uri(resumed["streamUrl"]!));
        (await back.NextAsync()).ShouldNotBeNull().GetRawText().ShouldNotContain("hello there");

        await page.UntilAsync(a => From(a[^1], "role") == "bot");
        var fresh = (await page.GetAsync($"conversations/{page.ConversationId}")).ShouldBe(200);
        await using var later = await DirectLineSocket.OpenAsync(new Uri(fresh["streamUrl"]!));
        (await page.SayAsync("and this")).ShouldBe(200);
        (await later.NextAsync()).ShouldNotBeNull().GetProperty("activities")[0].GetProperty("text").GetString().ShouldBe("and this");
    }

    [Fact]
    public async Task Upload_becomes_a_message_with_a_link_that_only_its_readers_can_follow()
    {
        var page = await DirectLineClient.StartAsync(_host);
        (await UploadAsync(page, "what is this?", ("../../shot.exe", Png, "image/png"))).ShouldBe(200);
        var sent = (await page.UntilAsync(a => a.Any(x => x.TryGetProperty("attachments", out var at) && at[0].TryGetProperty("contentUrl", out _))))
            .Single(a => From(a, "role") == "user");
        sent.GetProperty("text").GetString().ShouldBe("what is this?");
        var file = sent.GetProperty("attachments")[0];
        file.GetProperty("name").GetString().ShouldBe("shot.png");
        file.GetProperty("contentType").GetString().ShouldBe("image/png");

        using var http = new HttpClient();
        var link = new Uri(file.GetProperty("contentUrl").GetString()!);
        using var got = await http.GetAsync(link);
        (await got.Content.ReadAsByteArrayAsync()).ShouldBe(Png);
        got.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        got.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);

        var bob = await DirectLineClient.StartAsync(_host);
        (await UploadAsync(bob, "mine", ("b.png", Png, "image/png"))).ShouldBe(200);
        var bobs = (await bob.UntilAsync(a => a.Any(x => x.GetRawText().Contains("contentUrl", StringComparison.Ordinal)))).SelectMany(Attachments).First(a => a.TryGetProperty("contentUrl", out _));
        var proofOfBob = new Uri(bobs.GetProperty("contentUrl").GetString()!).Query;
        (await http.GetAsync(new Uri(link.GetLeftPart(UriPartial.Path) + proofOfBob))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await http.GetAsync(new Uri(link.GetLeftPart(UriPartial.Path)))).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Files_that_lie_or_could_run_are_refused_and_nothing_is_said()
    {
        var page = await DirectLineClient.StartAsync(_host);
        (string Name, byte[] Content, string Type)[] bad =
        [
            ("a.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "image/png"),
            ("a.txt", "<!doctype html><script>alert(1)</script>"u8.ToArray(), "text/plain"),
            ("a.zip", [(byte)'P', (byte)'K', 3, 4, 0, 0], "application/zip"),
            ("a.png", [], "image/png"),
            ("a.png", [.. Png, .. "PK\u0005\u0006"u8, .. new byte[18]], "image/png"),
        ];
        foreach (var file in bad)
            (await UploadAsync(page, "look", file)).Status.ShouldBe(400);
        Refused(await page.PostAsync($"conversations/{page.ConversationId}/upload"), 400, "BadArgument");
        Refused(await page.PostActivityAsync(new { type = "message", text = "x", attachments = new[] { new { contentType = "image/png", contentUrl = "http://169.254.169.254/" } } }), 400, "BadArgument");
        (await page.ReadAsync()).Activities.ShouldNotContain(a => From(a, "role") == "user");
    }

    [Theory]
    [InlineData("""{"type":"event","name":"webchat/join"}""", 200)]
    [InlineData("""{"type":"typing"}""", 200)]
    [InlineData("""{"type":"invoke","name":"x","value":{}}""", 200)]
    [InlineData("""{"type":"somethingNew","text":{"a":1}}""", 400)]
    [InlineData("""{"type":"neverHeardOf","value":[1,2,3]}""", 200)]
    [InlineData("""{"type":"message","value":{"entryId":7,"actionId":[]}}""", 200)]
    [InlineData("""{"type":"message","value":"not json {"}""", 200)]
    [InlineData("""{"type":"message","value":{"entryId":"\ud800","actionId":"\ud800"}}""", 200)]
    [InlineData("""{"type":"message","text":"   "}""", 400)]
    [InlineData("""{"text":"no type"}""", 400)]
    [InlineData("""{"type":5}""", 400)]
    [InlineData("""[]""", 400)]
    [InlineData("""null""", 400)]
    [InlineData("""{"type":"message",""", 400)]
    [InlineData("", 400)]
    public async Task Anything_posted_gets_an_answer_of_the_protocol_and_never_a_failure_of_ours(string body, int status)
    {
        var page = await DirectLineClient.StartAsync(_host);
        var answer = await page.SendAsync(HttpMethod.Post, $"conversations/{page.ConversationId}/activities", new StringContent(body, Encoding.UTF8, "application/json"));
        answer.ShouldBe(status);
        if (status == 400)
            answer.Json.GetProperty("error").GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
        else
            answer["id"].ShouldNotBeNullOrEmpty();
        (await page.ReadAsync()).Activities.ShouldNotContain(a => From(a, "role") == "user");
    }

    [Fact]
    public async Task Message_of_100_KB_is_refused_with_the_reason()
    {
        var page = await DirectLineClient.StartAsync(_host);
        Refused(await page.SayAsync(new string('x', 100_000)), 400, "message_too_long");
    }

    [Fact]
    public async Task Invalid_utf8_and_deep_nesting_are_refused()
    {
        var page = await DirectLineClient.StartAsync(_host);
        byte[][] bodies = [[.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8], Encoding.UTF8.GetBytes("{\"type\":\"message\",\"value\":" + new string('[', 5000))];
        foreach (var body in bodies)
            Refused(await page.SendAsync(HttpMethod.Post, $"conversations/{page.ConversationId}/activities", new ByteArrayContent(body)), 400, "BadArgument");
    }

    [Fact]
    public async Task Too_many_messages_are_told_when_to_go_on()
    {
        var page = await DirectLineClient.StartAsync(_host);
        var answers = new List<Answer>();
        for (var i = 0; i < 21; i++)
            answers.Add(await page.SayAsync($"number {i}"));
        answers.Take(20).ShouldAllBe(a => a.Status == 200);
        Refused(answers[20], 429, "too_many_messages");
        answers[20].ShouldSayWhenToRetry();
    }

    [Fact]
    public async Task Browsers_of_other_origins_may_ask()
    {
        using var http = new HttpClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri(_host.Address, "/v3/directline/conversations"));
        preflight.Headers.Add("Origin", "https://shop.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent");
        using var answer = await http.SendAsync(preflight);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        answer.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("x-ms-bot-agent");
    }

    [Fact]
    public async Task Card_that_is_updated_keeps_its_id_and_its_place()
    {
        var page = await DirectLineClient.StartAsync(_host);
        var first = await PostCardAsync(page, percent: 10);
        (await page.SayAsync("meanwhile")).ShouldBe(200);
        await page.UntilAsync(a => From(a[^1], "role") == "bot");
        (await PostCardAsync(page, percent: 90)).ShouldNotBe(first);
        var versions = (await page.UntilAsync(a => a.Count(IsProgress) == 2)).Where(IsProgress).ToArray();

        // Clients show the newer one in the older one's place.
        versions.Select(v => v.GetProperty("id").GetString()).Distinct().ShouldHaveSingleItem();
        versions.Select(v => v.GetProperty("channelData").GetProperty("webchat:sequence-id").GetInt64()).Distinct().ShouldHaveSingleItem();
        versions[1].GetRawText().ShouldContain("90 % done");

        static bool IsProgress(JsonElement activity) => activity.GetRawText().Contains("% done", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_id_is_told()
    {
        var page = await DirectLineClient.StartAsync(_host);
        (await page.GetAsync("session/getsessionid")).ShouldBe(200)["sessionId"].ShouldBe(page.ConversationId);
    }

    private Task<Guid> PostCardAsync(DirectLineClient page, int percent) => _host.InScopeAsync(new Actor.System("tests"), async services =>
    {
        var card = new Card { Type = "progress", Title = "Setting up", Progress = new CardProgress(percent, []) };
        var poster = services.GetRequiredService<IConversationPoster>();
        var posted = await services.GetRequiredService<IUnitOfWork>().RunAsync<Guid>(
            async ct => await poster.PostAsync(Guid.Parse(page.ConversationId), new OutgoingEntry(Card: card, Key: "setup"), ct), CancellationToken.None);
        return posted.Value;
    });

    private static async Task<Answer> UploadAsync(DirectLineClient page, string text, params (string Name, byte[] Content, string Type)[] files)
    {
        using var form = new MultipartFormDataContent();
        var activity = new StringContent(JsonSerializer.Serialize(new { type = "message", text, from = new { id = "x" }, channelData = new { clientActivityID = Guid.CreateVersion7() } }));
        activity.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        form.Add(activity, "activity", "blob");
        foreach (var (name, content, type) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue(type);
            form.Add(part, "file", name);
        }
        return await page.SendAsync(HttpMethod.Post, $"conversations/{page.ConversationId}/upload?userId=x", form);
    }

    private static string? From(JsonElement activity, string part) => activity.GetProperty("from").GetProperty(part).GetString();

    private static string? ClientId(JsonElement activity) =>
        activity.GetProperty("channelData").TryGetProperty("clientActivityID", out var id) ? id.GetString() : null;

    private static IEnumerable<JsonElement> Attachments(JsonElement activity) =>
        activity.TryGetProperty("attachments", out var attachments) ? attachments.EnumerateArray() : [];

    private static bool IsCard(JsonElement activity) => Attachments(activity).Any(a => a.TryGetProperty("content", out _));

    private static string? Title(JsonElement button) => button.GetProperty("title").GetString();

    private static IEnumerable<JsonElement> Buttons(params JsonElement[] activities) => activities.Where(IsCard).SelectMany(Attachments).SelectMany(Submits);

    private static IEnumerable<JsonElement> Submits(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object when node.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "Action.Submit" => [node],
        JsonValueKind.Object => node.EnumerateObject().SelectMany(p => Submits(p.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Submits),
        _ => [],
    };
}
