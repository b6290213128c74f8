using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Contract.Tests.Sandbox;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Billing.Stripe;
using EzSolutions.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EzSolutions.Contract.Tests.Billing;

public sealed class StripeGatewayTests : PaymentGatewayContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private SandboxHost? _sandbox;
    private HttpClient? _outside;
    private StripeGateway? _gateway;

    private protected override IPaymentGateway Gateway => _gateway!;

    public override async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(
            new SandboxOptions { EnvironmentName = "Development", AppAddress = new Uri("http://127.0.0.1:9/"), DataDirectory = _folder.Path }, default);
        _outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _sandbox.BaseAddress };
        _gateway = Create(_http, new Uri(_sandbox.BaseAddress, "stripe/"));
    }

    public override async Task DisposeAsync()
    {
        await _sandbox!.DisposeAsync();
        _outside!.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_wrong_key_is_ours_to_put_right_and_gives_up_no_money()
    {
        using var http = new HttpClient();
        var gateway = Create(http, new Uri(_sandbox!.BaseAddress, "stripe/"), "sk_test_wrong");
        (await gateway.FindPageAsync("cs_test_1", default)).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_no_known_outcome()
    {
        using var http = new HttpClient();
        (await Create(http, new Uri("http://127.0.0.1:9/")).FindPageAsync("cs_test_1", default)).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
    }

    [Fact]
    public void Retry_after_is_read_in_both_forms()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
        using var seconds = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)) } };
        using var date = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = new RetryConditionHeaderValue(now.AddSeconds(9)) } };
        StripeErrors.Classify(seconds, "", now).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        StripeErrors.Classify(date, "<html>proxy</html>", now).RetryAfter.ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Theory]
    [InlineData("customer.created")]
    [InlineData("something.unheard.of")]
    public async Task An_event_that_means_nothing_to_us_is_left_alone(string type) =>
        (await Gateway.ExplainAsync(type, """{"data":{"object":{"id":"x_1"}}}""", default)).Value.ShouldBeOfType<GatewayFact.Irrelevant>();

    [Theory]
    [InlineData("", "whsec_1", "SecretKey")]
    [InlineData("sk_1", "", "WebhookSecret")]
    [InlineData("sk_1", " , ", "WebhookSecret")]
    public void An_empty_secret_stops_the_start_and_the_message_names_the_setting(string key, string secret, string setting)
    {
        var result = new StripeOptionsValidator().Validate(null, new StripeOptions { SecretKey = key, WebhookSecret = secret });
        result.Failed.ShouldBeTrue();
        result.FailureMessage.ShouldContain($"Billing:Stripe:{setting}");
    }

    private protected override async Task PayAsync(HostedPage page)
    {
        using var form = new FormUrlEncodedContent([new("card", "4242424242424242")]);
        using var answer = await _outside!.PostAsync(page.Url, form);
    }

    private protected override Task LoseNextAnswerAsync(string to) =>
        FaultAsync(new { target = "stripe", kind = "lost_response", match = to == "page" ? "POST /stripe/v1/checkout/sessions" : "POST /stripe/v1/refunds", times = 1 });

    private protected override Task FailNextAsync(int status) => FaultAsync(new { target = "stripe", kind = "error", status, times = 1 });

    private protected override async Task<int> PagesAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "stripe/v1/checkout/sessions?limit=100");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_sandbox");
        using var answer = await _outside!.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("data").GetArrayLength();
    }

    private static StripeGateway Create(HttpClient http, Uri address, string key = "sk_test_sandbox")
    {
        var options = Options.Create(new StripeOptions { BaseAddress = address, SecretKey = key, WebhookSecret = "whsec_sandbox" });
        return new StripeGateway(new StripeClient(http, options, TimeProvider.System, NullLogger<StripeClient>.Instance), options, TimeProvider.System);
    }

    private async Task FaultAsync(object fault) => (await _outside!.PostAsJsonAsync("faults", fault)).EnsureSuccessStatusCode();
}
