using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace EzSolutions.Contract.Tests.Sandbox.BotFramework;

/// <summary>The stand-in refuses what the Connector and Microsoft Entra refuse.</summary>
public sealed class ConnectorStrictnessTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    private const string Tenant = "7e9a0000-7e9a-4000-8000-0000000000b2";
    private const string Bot = "5a9d0b00-5a9d-4b00-8b00-0000000000a1";
    private const string Conversations = "/botframework/teams/v3/conversations";

    [Theory]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("client_id", "somebody", "unauthorized_client")]
    [InlineData("client_secret", "wrong", "invalid_client")]
    [InlineData("scope", "https://graph.microsoft.com/.default", "invalid_scope")]
    public async Task A_token_is_given_for_the_right_words_alone(string field, string value, string error)
    {
        var (status, body) = await SignInAsync(Tenant, field, value);
        status.ShouldBe(field == "client_secret" ? 401 : 400);
        body.GetProperty("error").GetString().ShouldBe(error);
        (await SignInAsync("another-tenant")).Status.ShouldBe(400);
        (await SignInAsync(Tenant)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Nothing_is_done_without_a_token_of_ours()
    {
        (await CallAsync("POST", Conversations, """{}""", token: "")).Status.ShouldBe(401);
        (await CallAsync("POST", Conversations, """{}""", token: "made-up")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("""{"text":"no type"}""", "BadSyntax")]
    [InlineData("""{"type":"message"}""", "BadSyntax")]
    [InlineData("""{"type":"event","name":"handoff.initiate"}""", "BadArgument")]
    [InlineData("""{"type":"message","text":"x","textFormat":"html"}""", "BadArgument")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"text/html"}]}""", "BadArgument")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.6","body":[]}}]}""", "BadArgument")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Blink"}]}}]}""", "BadArgument")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock"}]}}]}""", "BadArgument")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.OpenUrl","url":"/relative"}]}}]}""", "BadArgument")]
    public async Task An_activity_that_Teams_would_not_show_is_refused(string activity, string code)
    {
        var answer = await CallAsync("POST", $"{Conversations}/{await OpenAsync($"29:strict-{activity.Length}-{code}")}/activities", activity);
        answer.Status.ShouldBe(400);
        answer.Body.GetProperty("error").GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task A_person_has_one_conversation_alone_with_the_bot()
    {
        (await OpenAsync("29:same")).ShouldBe(await OpenAsync("29:same"));
        (await OpenAsync("29:other")).ShouldNotBe(await OpenAsync("29:same"));
        var members = await CallAsync("GET", $"{Conversations}/{await OpenAsync("29:same")}/pagedmembers", null);
        members.Body.GetProperty("members")[0].GetProperty("id").GetString().ShouldBe("29:same");
    }

    [Theory]
    [InlineData("""{"bot":{"id":"28:somebody-else"},"members":[{"id":"29:x"}],"tenantId":"7e9a0000-7e9a-4000-8000-0000000000b2"}""")]
    [InlineData("""{"bot":{"id":"28:5a9d0b00-5a9d-4b00-8b00-0000000000a1"},"members":[{"id":"29:x"}]}""")]
    [InlineData("""{"bot":{"id":"28:5a9d0b00-5a9d-4b00-8b00-0000000000a1"},"members":[],"tenantId":"7e9a0000-7e9a-4000-8000-0000000000b2"}""")]
    [InlineData("""{"bot":{"id":"28:5a9d0b00-5a9d-4b00-8b00-0000000000a1"},"members":[{"id":"29:x"}],"isGroup":true,"tenantId":"7e9a0000-7e9a-4000-8000-0000000000b2"}""")]
    public async Task A_conversation_is_opened_for_whole_requests_alone(string body) => (await CallAsync("POST", Conversations, body)).Status.ShouldBe(400);

    [Fact]
    public async Task A_thread_takes_seven_messages_a_second_and_says_when_there_will_be_room()
    {
        var thread = $"{Conversations}/{await OpenAsync("29:burst")}/activities";
        var statuses = new List<int>();
        for (var i = 0; i < 12; i++)
            statuses.Add((await CallAsync("POST", thread, """{"type":"message","text":"x"}""")).Status);
        statuses.Take(7).ShouldAllBe(s => s == 201);
        statuses.ShouldContain(429);
    }

    [Fact]
    public async Task What_is_deleted_is_gone()
    {
        var thread = $"{Conversations}/{await OpenAsync("29:gone")}/activities";
        var id = (await CallAsync("POST", thread, """{"type":"message","text":"x"}""")).Body.GetProperty("id").GetString();
        (await CallAsync("DELETE", $"{thread}/{id}", null)).Status.ShouldBe(200);
        (await CallAsync("PUT", $"{thread}/{id}", """{"type":"message","text":"y"}""")).Status.ShouldBe(404);
    }

    private async Task<string> OpenAsync(string person) => (await CallAsync(
        "POST", Conversations, $$"""{"bot":{"id":"28:{{Bot}}"},"members":[{"id":"{{person}}"}],"isGroup":false,"tenantId":"{{Tenant}}"}""")).Body.GetProperty("id").GetString()!;

    private async Task<(int Status, JsonElement Body)> SignInAsync(string tenant, string? field = null, string? value = null)
    {
        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "client_credentials", ["client_id"] = Bot, ["client_secret"] = "bot_sandbox_secret", ["scope"] = "https://api.botframework.com/.default",
        };
        if (field is not null)
            form[field] = value!;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await sandbox.Plain.PostAsync($"/botframework/{tenant}/oauth2/v2.0/token", content);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<(int Status, JsonElement Body)> CallAsync(string method, string path, string? body, string? token = null)
    {
        token ??= (await SignInAsync(Tenant)).Body.GetProperty("access_token").GetString();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token!.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await sandbox.Plain.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }
}
