using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.Teams;

public sealed class TeamsTokenTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const int Minute = 60;

    public static TheoryData<string, object> BadTokens => new()
    {
        { "another issuer", new { issuer = "https://sts.windows.net/7e9a0000-7e9a-4000-8000-0000000000b2/" } },
        { "an issuer that begins the same", new { issuer = "https://api.botframework.com.example.org" } },
        { "another bot", new { audience = "5a9d0b00-5a9d-4b00-8b00-0000000000ff" } },
        { "another service address", new { serviceUrl = "https://smba.trafficmanager.net/emea/" } },
        { "expired", new { expiresIn = -6 * Minute } },
        { "not valid yet", new { validFrom = 6 * Minute, expiresIn = 60 * Minute } },
        { "no issuer", new { omit = new[] { "iss" } } },
        { "no audience", new { omit = new[] { "aud" } } },
        { "no service address", new { omit = new[] { "serviceurl" } } },
        { "no end", new { omit = new[] { "exp" } } },
        { "no start", new { omit = new[] { "nbf" } } },
        { "not signed", new { algorithm = "none" } },
        { "the public key as a secret", new { algorithm = "HS256" } },
        { "a key nobody published", new { key = "foreign" } },
        { "a foreign key under a known name", new { key = "forged" } },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_request_whose_token_is_not_right_is_refused_and_leaves_nothing(string what, object token)
    {
        what.ShouldNotBeEmpty();
        var alice = new TeamsUser(host, "matrix");
        (await alice.DoAsync(new JsonObject { ["text"] = "hello" }, token)).ShouldBe(401);
        (await alice.EntriesAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("Bearer not-a-token")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.")]
    public async Task A_request_without_a_token_is_refused(string authorization) =>
        (await new TeamsUser(host, "matrix").DoAsync(new JsonObject { ["text"] = "hello" }, authorization: authorization)).ShouldBe(401);

    [Theory]
    [InlineData("RS256", 0, 3600)]
    [InlineData("RS384", 0, 3600)]
    [InlineData("RS512", 0, 3600)]
    [InlineData("RS256", 4 * Minute, 3600)]
    [InlineData("RS256", -3600, -4 * Minute)]
    public async Task A_good_token_is_taken_and_clocks_may_differ_by_five_minutes(string algorithm, int validFrom, int expiresIn) =>
        (await new TeamsUser(host, "good").DoAsync(new JsonObject { ["text"] = "hello" }, new { algorithm, validFrom, expiresIn })).ShouldBe(200);

    [Fact]
    public async Task A_service_address_may_differ_in_case_alone() =>
        (await new TeamsUser(host, "case").DoAsync(new JsonObject { ["text"] = "hello" }, new { serviceUrl = new Uri(host.Outside.BaseAddress!, "BotFramework/teams/").ToString() })).ShouldBe(200);

    [Theory]
    [InlineData("http://169.254.169.254/latest/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://10.0.0.5/teams/")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://postgres/")]
    [InlineData("https://user:secret@smba.trafficmanager.net/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not an address")]
    public async Task A_service_address_that_leads_elsewhere_is_refused_even_if_it_is_signed(string address)
    {
        var alice = new TeamsUser(host, "ssrf");
        (await alice.DoAsync(new JsonObject { ["text"] = "hello", ["serviceUrl"] = address })).ShouldBe(401);
        (await alice.EntriesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_channel_that_the_key_does_not_endorse_is_refused() =>
        (await new TeamsUser(host, "slacker").DoAsync(new JsonObject { ["text"] = "hello", ["channelId"] = "slack" })).ShouldBe(401);

    [Fact]
    public async Task A_channel_that_is_endorsed_but_not_served_is_refused() =>
        (await new TeamsUser(host, "webchat").DoAsync(new JsonObject { ["text"] = "hello", ["channelId"] = "webchat" })).ShouldBe(403);

    [Fact]
    public async Task Another_organisation_is_refused()
    {
        var stranger = new TeamsUser(host, "stranger");
        (await stranger.DoAsync(new JsonObject { ["text"] = "hello" }, tenant: "7e9a0000-7e9a-4000-8000-00000000ffff")).ShouldBe(403);
        (await stranger.EntriesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_request_again_stores_nothing_twice()
    {
        var alice = new TeamsUser(host, "replay");
        for (var time = 0; time < 3; time++)
            (await alice.DoAsync(new JsonObject { ["text"] = "hello", ["id"] = "replayed-1" })).ShouldBe(200);
        (await alice.EntriesAsync("e.external_id = 'replayed-1'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("{\"type\":5}", 400)]
    [InlineData("{\"type\":\"message\",", 400)]
    public async Task What_is_not_an_activity_is_refused(string body, int status)
    {
        var good = await new TeamsUser(host, "shape").DoAsync(new JsonObject { ["type"] = "typing" });
        (await PostAsync(body, good.Json.GetProperty("authorization").GetString()!)).ShouldBe(status);
        (await PostAsync(body, null)).ShouldBe(401);
    }

    [Fact]
    public async Task A_body_over_256_KB_is_refused()
    {
        var good = await new TeamsUser(host, "large").DoAsync(new JsonObject { ["type"] = "typing" });
        (await PostAsync($$"""{"type":"message","text":"{{new string('x', 270_000)}}"}""", good.Json.GetProperty("authorization").GetString()!)).ShouldBe(413);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_posts_are_taken(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.Address, "api/messages"));
        using var http = new HttpClient();
        ((int)(await http.SendAsync(request)).StatusCode).ShouldBe(405);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_and_leave_nothing()
    {
        var alice = new TeamsUser(host, "bytes");
        var good = await alice.DoAsync(new JsonObject { ["type"] = "typing" });
        byte[] body = [.. Encoding.UTF8.GetBytes($$"""{"type":"message","id":"b1","channelId":"msteams","conversation":{"id":"{{alice.Conversation}}"},"text":"a"""), 0xC3, 0x28, 0xFF, .. "\"}"u8];
        (await PostAsync(body, good.Json.GetProperty("authorization").GetString()!)).ShouldBe(400);
        (await alice.EntriesAsync()).ShouldBe(0);
    }

    private Task<int> PostAsync(string body, string? authorization) => PostAsync(Encoding.UTF8.GetBytes(body), authorization);

    private async Task<int> PostAsync(byte[] body, string? authorization)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "api/messages")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return (int)(await http.SendAsync(request)).StatusCode;
    }
}

/// <summary>Signing keys that change or cannot be had; each on a program of its own.</summary>
public sealed class TeamsKeyTests
{
    [Fact]
    public async Task A_changed_key_is_looked_up_and_the_old_one_is_no_longer_believed()
    {
        var host = await ApiHost.StartAsync();
        try
        {
            var alice = new TeamsUser(host, "alice");
            var old = (await alice.SayAsync("hello")).ShouldBe(200).Json.GetProperty("authorization").GetString()!;
            await PlayAsync(host, "_keys", new { keepOld = false });
            host.Time.Shift += TimeSpan.FromMinutes(1);
            (await alice.SayAsync("hello again")).ShouldBe(200);
            (await alice.DoAsync(new JsonObject { ["text"] = "with the old key" }, authorization: old)).ShouldBe(401);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Without_any_keys_nobody_is_believed_and_known_ones_last_five_days()
    {
        var host = await ApiHost.StartAsync();
        try
        {
            var alice = new TeamsUser(host, "alice");
            await PlayAsync(host, "../faults", new { target = "teams", kind = "error", match = ".well-known", status = 503 });
            (await alice.SayAsync("nobody knows me yet")).ShouldBe(503);
            (await alice.EntriesAsync()).ShouldBe(0);

            (await host.Outside.DeleteAsync("faults")).EnsureSuccessStatusCode();
            host.Time.Shift += TimeSpan.FromMinutes(1);
            (await alice.SayAsync("hello")).ShouldBe(200);

            await PlayAsync(host, "../faults", new { target = "teams", kind = "drop", match = ".well-known" });
            host.Time.Shift += TimeSpan.FromDays(4);
            (await alice.DoAsync(new JsonObject { ["text"] = "four days later" }, Days(4))).ShouldBe(200);
            host.Time.Shift += TimeSpan.FromDays(1);
            (await alice.DoAsync(new JsonObject { ["text"] = "five days later" }, Days(5))).ShouldBe(503);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    /// <summary>The sandbox's clock stands still meanwhile: its tokens say so.</summary>
    private static object Days(int days) => new { validFrom = days * 86_400, expiresIn = (days * 86_400) + 3_600 };

    private static async Task PlayAsync(ApiHost host, string what, object body) =>
        (await host.Outside.PostAsJsonAsync("botframework/" + what, body)).EnsureSuccessStatusCode();
}
