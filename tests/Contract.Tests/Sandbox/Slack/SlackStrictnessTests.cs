using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace EzSolutions.Contract.Tests.Sandbox.Slack;

/// <summary>The stand-in refuses what Slack refuses.</summary>
public sealed class SlackStrictnessTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Token = "xoxb-sandbox-token";

    [Theory]
    [InlineData("", "not_authed")]
    [InlineData("xoxb-made-up", "invalid_auth")]
    public async Task Nothing_is_done_without_a_token_of_ours(string token, string error) =>
        (await CallAsync("auth.test", "{}", token)).Error.ShouldBe(error);

    [Theory]
    [InlineData("""{"text":""}""", "no_text")]
    [InlineData("""{"text":"x","blocks":[{"type":"section"}]}""", "invalid_blocks")]
    [InlineData("""{"text":"x","blocks":[{"type":"blink"}]}""", "invalid_blocks")]
    [InlineData("""{"text":"x","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]}""", "invalid_blocks")]
    [InlineData("""{"text":"x","blocks":[{"type":"section","text":{"type":"plain_text","text":""}}]}""", "invalid_blocks")]
    [InlineData("""{"text":"x","blocks":[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"},"url":"/relative"}]}]}""", "invalid_blocks")]
    [InlineData("""{"text":"x","blocks":[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]}""", "invalid_blocks")]
    [InlineData("""{"text":"x","metadata":{"event_type":"a"}}""", "invalid_metadata_format")]
    [InlineData("""{"text":"x","thread_ts":"1.000001"}""", "thread_not_found")]
    public async Task A_message_that_Slack_would_not_show_is_refused(string message, string error) =>
        (await CallAsync("chat.postMessage", await InDirectAsync("strict", message))).Error.ShouldBe(error);

    [Theory]
    [InlineData("section", 3_001)]
    [InlineData("header", 151)]
    public async Task A_text_longer_than_its_block_takes_is_refused(string block, int length)
    {
        var message = JsonSerializer.Serialize(new { text = "x", blocks = new[] { new { type = block, text = new { type = "plain_text", text = new string('x', length) } } } });
        (await CallAsync("chat.postMessage", await InDirectAsync("long", message))).Error.ShouldBe("invalid_blocks");
    }

    [Fact]
    public async Task Too_many_blocks_buttons_and_letters_are_refused()
    {
        var button = new { type = "button", text = new { type = "plain_text", text = "a" } };
        (await PostAsync("many", Enumerable.Repeat<object>(new { type = "divider" }, 51))).Error.ShouldBe("invalid_blocks");
        (await PostAsync("many", [new { type = "actions", elements = Enumerable.Repeat(button, 26) }])).Error.ShouldBe("invalid_blocks");
        (await PostAsync("many", Enumerable.Repeat<object>(new { type = "section", text = new { type = "plain_text", text = new string('x', 3_000) } }, 5))).Error.ShouldBe("msg_blocks_too_long");
    }

    [Fact]
    public async Task A_changed_message_has_less_room_than_a_new_one()
    {
        var text = new string('é', 2_001);
        var sent = await CallAsync("chat.postMessage", await InDirectAsync("room", JsonSerializer.Serialize(new { text })));
        var ts = sent.Body.GetProperty("ts").GetString();
        (await CallAsync("chat.update", await InDirectAsync("room", JsonSerializer.Serialize(new { text, ts })))).Error.ShouldBe("msg_too_long");
        (await CallAsync("chat.update", await InDirectAsync("room", JsonSerializer.Serialize(new { text = "short", ts })))).Error.ShouldBe("");
        (await CallAsync("chat.update", await InDirectAsync("room", """{"text":"x","ts":"1.000001"}"""))).Error.ShouldBe("message_not_found");
    }

    [Fact]
    public async Task A_channel_takes_one_message_a_second_and_says_when_there_will_be_room()
    {
        var message = await InDirectAsync("burst", """{"text":"x"}""");
        (await CallAsync("chat.postMessage", message)).Status.ShouldBe(200);
        var refused = await CallAsync("chat.postMessage", message);
        refused.Status.ShouldBe(429);
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        (await CallAsync("chat.postMessage", await InDirectAsync("elsewhere", """{"text":"x"}"""))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Another_workspaces_channel_is_as_good_as_none()
    {
        var other = await DoAsync(new { team = "T0OTHER", user = "bob", text = "hello" });
        var body = JsonSerializer.Serialize(new { channel = other.GetProperty("channel").GetString(), text = "x" });
        (await CallAsync("chat.postMessage", body)).Error.ShouldBe("channel_not_found");
    }

    [Fact]
    public async Task A_trigger_opens_nothing_that_was_not_pressed()
    {
        var view = new { type = "modal", title = new { type = "plain_text", text = "Hello" }, blocks = new[] { new { type = "divider" } } };
        (await CallAsync("views.open", JsonSerializer.Serialize(new { trigger_id = "1.2.x", view }))).Error.ShouldBe("invalid_trigger_id");
        var untitled = new { type = "modal", title = new { type = "plain_text", text = new string('x', 25) }, blocks = view.blocks };
        (await CallAsync("views.open", JsonSerializer.Serialize(new { trigger_id = "1.2.x", view = untitled }))).Error.ShouldBe("invalid_arguments");
    }

    [Fact]
    public async Task A_file_is_for_a_token_of_its_workspace_that_may_read_files_and_for_anybody_else_a_page_to_sign_in()
    {
        using var content = new ByteArrayContent("words"u8.ToArray());
        using var shared = await sandbox.Plain.PostAsync("slack/_files?name=a.txt&type=text%2Fplain", content);
        var file = await shared.Content.ReadFromJsonAsync<JsonElement>();
        var (address, id) = (file.GetProperty("url_private_download").GetString()!, file.GetProperty("id").GetString()!);
        (await ReadAsync(address, Token)).ShouldBe((200, "text/plain", true));
        foreach (var token in new[] { "", "xoxb-made-up" })
            (await ReadAsync(address, token)).ShouldBe((200, "text/html", false));
        (await ReadAsync(address.Replace(id, "F0NOTHING", StringComparison.Ordinal), Token)).Status.ShouldBe(404);
        await DoAsync(new { @do = "scope", text = "chat:write" });
        (await ReadAsync(address, Token)).ShouldBe((200, "text/html", false));
        (await CallAsync("files.info", JsonSerializer.Serialize(new { file = id }))).Error.ShouldBe("missing_scope");
        await DoAsync(new { @do = "scope", text = (string?)null });
        (await CallAsync("files.info", JsonSerializer.Serialize(new { file = id }))).Error.ShouldBe("");
    }

    [Fact]
    public async Task A_thread_that_is_no_assistants_has_no_title_and_twenty_a_minute_are_taken()
    {
        var opened = await DoAsync(new { @do = "assistant", user = "titles" });
        var (channel, thread) = (opened.GetProperty("channel").GetString(), opened.GetProperty("ts").GetString());
        Task<Answer> NameAsync(string? at, string title) =>
            CallAsync("assistant.threads.setTitle", JsonSerializer.Serialize(new { channel_id = channel, thread_ts = at, title }));
        (await NameAsync("1.000001", "x")).Error.ShouldBe("invalid_thread_ts");
        (await NameAsync(thread, "")).Error.ShouldBe("invalid_arguments");
        for (var i = 0; i < 19; i++)
            (await NameAsync(thread, "x")).Status.ShouldBe(200);
        (await NameAsync(thread, "x")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task A_code_works_once_for_the_address_it_was_given_to_and_for_the_app_alone()
    {
        var code = await AllowAsync();
        (await ExchangeAsync(code, secret: "wrong")).Error.ShouldBe("bad_client_secret");
        (await ExchangeAsync(code, redirect: "http://127.0.0.1:9/elsewhere")).Error.ShouldBe("bad_redirect_uri");
        (await ExchangeAsync("made-up")).Error.ShouldBe("invalid_code");
        var granted = await ExchangeAsync(code);
        granted.Body.GetProperty("team").GetProperty("id").GetString().ShouldBe("T0OTHER");
        (await CallAsync("auth.test", "{}", granted.Body.GetProperty("access_token").GetString()!)).Error.ShouldBe("");
        (await ExchangeAsync(code)).Error.ShouldBe("code_already_used");
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_not_asked_for()
    {
        using var page = await sandbox.Plain.GetAsync("slack/oauth/v2/authorize?client_id=1000.2000&redirect_uri=https%3A%2F%2Fevil.example%2F");
        ((int)page.StatusCode).ShouldBe(400);
    }

    private async Task<(int Status, string? Type, bool IsIt)> ReadAsync(string address, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await sandbox.Plain.SendAsync(request);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync() == "words");
    }

    private async Task<string> AllowAsync()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "1000.2000",
            ["redirect_uri"] = "http://127.0.0.1:9/slack/callback",
            ["state"] = "s",
            ["team"] = "T0OTHER",
            ["answer"] = "allow",
        });
        using var sent = await sandbox.Plain.PostAsync("slack/oauth/v2/authorize", form);
        return System.Web.HttpUtility.ParseQueryString(sent.Headers.Location!.Query)["code"]!;
    }

    private async Task<Answer> ExchangeAsync(string code, string secret = "slack_sandbox_client_secret", string redirect = "http://127.0.0.1:9/slack/callback")
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = "1000.2000", ["client_secret"] = secret, ["code"] = code, ["redirect_uri"] = redirect });
        using var answer = await sandbox.Plain.PostAsync("slack/api/oauth.v2.access", form);
        return await Answer.ReadAsync(answer);
    }

    private async Task<Answer> PostAsync(string person, IEnumerable<object> blocks) =>
        await CallAsync("chat.postMessage", await InDirectAsync(person, JsonSerializer.Serialize(new { text = "x", blocks })));

    /// <summary>The same with the channel of this person's direct messages.</summary>
    private async Task<string> InDirectAsync(string person, string message)
    {
        var said = await DoAsync(new { user = person, text = "hello" });
        var body = System.Text.Json.Nodes.JsonNode.Parse(message)!.AsObject();
        body["channel"] = said.GetProperty("channel").GetString();
        return body.ToJsonString();
    }

    private async Task<JsonElement> DoAsync(object deed)
    {
        using var done = await sandbox.Plain.PostAsJsonAsync("slack/_deeds", deed);
        return await done.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<Answer> CallAsync(string method, string body, string token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "slack/api/" + method) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await sandbox.Plain.SendAsync(request);
        return await Answer.ReadAsync(answer);
    }

    private sealed record Answer(int Status, JsonElement Body, TimeSpan? RetryAfter)
    {
        public string Error => Body.TryGetProperty("error", out var error) ? error.GetString()! : "";

        public static async Task<Answer> ReadAsync(HttpResponseMessage answer) =>
            new((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(), answer.Headers.RetryAfter?.Delta);
    }
}
