using System.Net;

namespace EzSolutions.Contract.Tests.Sandbox.Pages;

public sealed class PageTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/mail")]
    [InlineData("/live")]
    [InlineData("/health")]
    public async Task Pages_answer(string path) => (await sandbox.Plain.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task An_unknown_payment_page_says_so() =>
        (await sandbox.Plain.GetAsync("/stripe/checkout/cs_test_none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_change_from_another_origin_is_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/faults") { Content = new StringContent("{}") };
        request.Headers.Add(header, value);
        using var response = await sandbox.Plain.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
