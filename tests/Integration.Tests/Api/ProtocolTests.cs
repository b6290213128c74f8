using System.Text;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>What every endpoint has in common: problems, limits, the API's description, health.</summary>
public sealed class ProtocolTests(ApiHost host) : IClassFixture<ApiHost>
{
    private readonly ApiClient _visitor = host.Visitor();

    public static readonly TheoryData<string, string> Unreadable = new()
    {
        { "auth/codes", "{" }, { "auth/codes", "[]" }, { "auth/codes", "null" }, { "auth/codes", "{}" }, { "auth/codes", """{"email":null}""" },
        { "auth/codes", """{"email":5}""" }, { "auth/codes", """{"email":"\ud800"}""" }, { "auth/sessions", """{"email":"a@b.example"}""" },
        { "auth/sessions", """{"email":"a@b.example","code":null}""" }, { "auth/refresh", "{}" }, { "auth/staff/sign-in", "{}" },
        { "auth/staff/sign-in", """{"email":"ada@demo.example"}""" }, { "auth/staff/sign-in", """{"email":"ada\u0000@demo.example","password":"x"}""" },
        { "orders/quote", "nonsense" }, { "orders", "{}" }, { "tickets", """{"subject":"a"}""" }, { "bot/understand", "{}" }, { "chat/messages", "{}" },
        { "staff/products", "{}" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Body_that_cannot_be_read_is_a_400_with_a_code(string path, string body) =>
        (await _visitor.PostRawAsync(path, body)).ShouldBeProblem(400, "bad_request");

    [Fact]
    public async Task Wrong_type_path_and_method_are_problems_too()
    {
        (await _visitor.PostRawAsync("auth/codes", "email=a", "application/x-www-form-urlencoded")).ShouldBeProblem(415, "unsupported_media_type");
        (await _visitor.GetAsync("no/such/path")).ShouldBeProblem(404, "not_found");
        (await _visitor.GetAsync("services/not-an-id")).ShouldBeProblem(404, "not_found");
        (await _visitor.DeleteAsync("orders")).ShouldBeProblem(405, "method_not_allowed");
        (await _visitor.GetAsync("auth/codes")).ShouldBeProblem(405, "method_not_allowed");
    }

    [Fact]
    public async Task Body_larger_than_allowed_is_a_413()
    {
        using var content = new StringContent($$"""{"email":"{{new string('a', 31 * 1024 * 1024)}}"}""", Encoding.UTF8, "application/json");
        (await _visitor.SendAsync(HttpMethod.Post, "auth/codes", content)).ShouldBeProblem(413, "body_too_large");
    }

    [Fact]
    public async Task Webhook_larger_than_a_megabyte_is_a_413_and_an_unsigned_one_a_400()
    {
        (await _visitor.PostRawAsync("/webhooks/stripe", new string(' ', (1024 * 1024) + 1))).ShouldBeProblem(413, "body_too_large");
        (await _visitor.PostRawAsync("/webhooks/stripe", "{}")).ShouldBeProblem(400, "signature_invalid");
    }

    [Fact]
    public async Task Text_no_database_stores_is_refused_in_paths_and_queries_too()
    {
        var ada = await host.StaffAsync();
        (await ada.GetAsync("console/conversations?search=a%00b")).ShouldBeProblem(400, "bad_request");
        (await ada.GetAsync("console/conversations?search=100%25_")).ShouldBe(200);
        (await ada.GetAsync("orders/a%00b")).Status.ShouldBeInRange(400, 404);
        (await ada.GetAsync($"orders/{new string('9', 3000)}")).ShouldBeProblem(404, "order_not_found");
        (await ada.GetAsync("orders/'%20or%201=1--")).ShouldBeProblem(404, "order_not_found");
    }

    [Fact]
    public async Task Bot_says_what_it_understands()
    {
        var answer = (await _visitor.PostAsync("bot/understand", new { text = "reboot my server web1.example.com please" })).ShouldBe(200);
        answer["skill"].ShouldBe("power_service");
        answer.Json.GetProperty("slots").GetProperty("action").GetString().ShouldBe("reboot");
        answer.Json.GetProperty("requests").GetArrayLength().ShouldBe(1);
        (await _visitor.PostAsync("bot/understand", new { text = "<script>\0\u0007</script>" })).ShouldBe(200);
        (await _visitor.PostAsync("bot/understand", new { text = "" })).Status.ShouldBeOneOf(200, 400);
    }

    [Fact]
    public async Task Too_many_requests_are_told_when_to_come_back()
    {
        var own = await ApiHost.StartAsync(("RateLimits:AnonymousPerHour", "3"), ("RateLimits:SignInPer15Minutes", "2"));
        try
        {
            var visitor = own.Visitor();
            (await visitor.PostAsync("auth/codes", new { email = "no" })).ShouldBeProblem(400, "email_invalid");
            (await visitor.PostAsync("auth/codes", new { email = "no" })).ShouldBeProblem(400, "email_invalid");
            (await visitor.PostAsync("auth/codes", new { email = "no" })).ShouldBeProblem(429, "too_many_requests").ShouldSayWhenToRetry();
            (await visitor.GetAsync("catalog/products")).ShouldBeProblem(429, "too_many_requests").ShouldSayWhenToRetry();
            (await visitor.GetAsync("/health/live")).ShouldBe(200);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task Health_tells_live_from_ready()
    {
        (await _visitor.GetAsync("/health/live")).ShouldBe(200).Text.ShouldBe("Healthy");
        (await ApiHost.EventuallyAsync(() => _visitor.GetAsync("/health/ready"), a => a.Status == 200, "ready")).Text.ShouldBe("Healthy");
    }
}
