using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.DirectLine;

/// <summary>Who gets in, with what, and for how long.</summary>
public sealed class DirectLineTokenTests(DirectLineHost fixture) : IClassFixture<DirectLineHost>
{
    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task Secret_gets_a_token_that_starts_nothing_by_itself()
    {
        var before = await _host.ScalarAsync("SELECT count(*) FROM conversations");
        var answer = (await Site().PostAsync("tokens/generate", new { user = new { id = "dl_1", name = "Ada" }, trustedOrigins = new[] { "https://shop.example" } })).ShouldBe(200);
        answer["expires_in"].ShouldBe("1800");
        answer["conversationId"].ShouldNotBeNullOrEmpty();
        answer.Json.TryGetProperty("streamUrl", out _).ShouldBeFalse();
        (await _host.ScalarAsync("SELECT count(*) FROM conversations")).ShouldBe(before);
    }

    [Theory]
    [InlineData("", 401, "MissingToken")]
    [InlineData("not-the-secret-of-any-site-at-all-0000000", 403, "BadArgument")]
    public async Task Without_the_secret_there_is_no_token(string bearer, int status, string code) =>
        Refused(await new DirectLineClient(_host, bearer).PostAsync("tokens/generate"), status, code);

    [Fact]
    public async Task Conversation_is_started_once_and_found_again()
    {
        var page = await DirectLineClient.StartAsync(_host);
        page.StartStatus.ShouldBe(201);
        var again = await page.StartConversationAsync();
        again.StartStatus.ShouldBe(200);
        again.ConversationId.ShouldBe(page.ConversationId);
    }

    [Fact]
    public async Task C01_Sixteen_starts_at_once_open_one_conversation()
    {
        var token = (await Site().PostAsync("tokens/generate")).ShouldBe(200)["token"]!;
        var starts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => new DirectLineClient(_host, token).PostAsync("conversations")));
        starts.Select(s => s.Status).Order().ShouldBe([.. Enumerable.Repeat(200, 15), 201]);
        (await _host.ScalarAsync($"SELECT count(*) FROM conversations WHERE id = '{starts[0]["conversationId"]}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task Token_of_another_conversation_finds_nothing()
    {
        var (ada, bob) = (await DirectLineClient.StartAsync(_host), await DirectLineClient.StartAsync(_host));
        foreach (var path in (string[])["", "/activities"])
            Refused(await ada.With(bob.Bearer).GetAsync($"conversations/{ada.ConversationId}{path}"), 404, "BadArgument");
        Refused(await ada.With(bob.Bearer).SayAsync("It is me"), 404, "BadArgument");
    }

    [Fact]
    public async Task C04_Tokens_of_the_widget_and_of_streams_open_nothing_here()
    {
        var page = await DirectLineClient.StartAsync(_host);
        var widget = (await _host.Visitor().PostAsync("chat/sessions", new { })).ShouldBe(201);
        var stream = System.Web.HttpUtility.ParseQueryString(page.StreamUrl!.Query)["t"]!;
        foreach (var other in (string[])[widget["token"]!, stream, DirectLineClient.Secret])
            Refused(await page.With(other).GetAsync($"conversations/{page.ConversationId}/activities"), 403, "BadArgument");
        (await _host.Visitor().WithToken(page.Bearer).GetAsync("chat/entries")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Changed_token_is_refused()
    {
        var page = await DirectLineClient.StartAsync(_host);
        var parts = page.Bearer.Split('.');
        var claims = System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]);
        var forged = System.Text.Encoding.UTF8.GetString(claims).Replace("dl_ada", "dl_bob", StringComparison.Ordinal);
        var none = System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);
        string[] tokens =
        [
            $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(forged))}.{parts[2]}",
            $"{none}.{parts[1]}.", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}", "a.b.c", "....", new string('x', 10_000),
        ];
        foreach (var token in tokens)
            Refused(await page.With(token).GetAsync($"conversations/{page.ConversationId}"), 403, "BadArgument");
    }

    [Fact]
    public async Task Page_cannot_take_a_reserved_id_and_the_tokens_own_wins()
    {
        var open = new DirectLineClient(_host, (await Site().PostAsync("tokens/generate")).ShouldBe(200)["token"]!);
        Refused(await open.PostAsync("conversations", new { user = new { id = "dl_boss" } }), 400, "BadArgument");
        UserOf((await open.PostAsync("conversations", new { user = new { id = "r_42" } })).ShouldBe(201)["token"]!).ShouldBe("r_42");

        var named = new DirectLineClient(_host, (await Site().PostAsync("tokens/generate", new { user = new { id = "dl_ada" } })).ShouldBe(200)["token"]!);
        UserOf((await named.PostAsync("conversations", new { user = new { id = "r_43" } })).ShouldBe(201)["token"]!).ShouldBe("dl_ada");
    }

    [Fact]
    public async Task Only_trusted_pages_may_use_a_token()
    {
        var blog = new DirectLineClient(_host, DirectLineClient.OtherSecret);
        var token = (await blog.PostAsync("tokens/generate")).ShouldBe(200)["token"]!;
        (await new DirectLineClient(_host, token) { Origin = "https://blog.example" }.PostAsync("conversations")).ShouldBe(201);
        Refused(await new DirectLineClient(_host, token) { Origin = "https://evil.example" }.PostAsync("conversations"), 403, "BadArgument");

        var narrow = (await Site().PostAsync("tokens/generate", new { trustedOrigins = new[] { "https://shop.example" } })).ShouldBe(200)["token"]!;
        Refused(await new DirectLineClient(_host, narrow) { Origin = "https://other.example" }.PostAsync("conversations"), 403, "BadArgument");
        Refused(await Site().PostAsync("tokens/generate", new { trustedOrigins = new[] { "*" } }), 400, "BadArgument");
    }

    [Fact]
    public async Task C04_Ended_session_ends_every_token_of_its_conversation()
    {
        var page = await DirectLineClient.StartAsync(_host);
        await using var socket = await DirectLineSocket.OpenAsync(page.StreamUrl!);
        await socket.NextAsync();
        await _host.EndSessionAsync(Guid.Parse(page.ConversationId));
        while (await socket.NextAsync() is not null)
        {
            // What was on its way comes first; then the server hangs up.
        }

        Refused(await page.GetAsync($"conversations/{page.ConversationId}"), 403, "TokenExpired");
        Refused(await page.PostAsync("tokens/refresh"), 403, "TokenExpired");
        Refused(await page.PostAsync("conversations"), 403, "TokenExpired");
    }

    internal static void Refused(Answer answer, int status, string code)
    {
        answer.ShouldBe(status);
        answer.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe(code, answer.Text);
        answer.Json.GetProperty("error").GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    private static string? UserOf(string token) =>
        System.Text.Json.JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).GetProperty("user").GetString();

    private DirectLineClient Site() => new(_host, DirectLineClient.Secret);
}

/// <summary>On a clock of its own.</summary>
public sealed class DirectLineTokenLifeTests
{
    [Fact]
    public async Task Token_lives_for_half_an_hour_and_is_refreshed_only_while_it_lives()
    {
        var host = await ApiHost.StartAsync(DirectLineClient.Settings);
        try
        {
            var page = await DirectLineClient.StartAsync(host);
            host.Time.Shift = TimeSpan.FromMinutes(29);
            var refreshed = (await page.PostAsync("tokens/refresh")).ShouldBe(200);
            refreshed["conversationId"].ShouldBe(page.ConversationId);
            host.Time.Shift = TimeSpan.FromMinutes(31);
            DirectLineTokenTests.Refused(await page.GetAsync($"conversations/{page.ConversationId}/activities"), 403, "TokenExpired");
            DirectLineTokenTests.Refused(await page.PostAsync("tokens/refresh"), 403, "TokenExpired");
            (await page.With(refreshed["token"]!).GetAsync($"conversations/{page.ConversationId}/activities")).ShouldBe(200);
            await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => DirectLineSocket.OpenAsync(page.StreamUrl!));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }
}
