using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Contract.Tests.Sandbox;
using EzSolutions.Domain.Billing.Disputes;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Billing.Razorpay;
using EzSolutions.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EzSolutions.Contract.Tests.Billing;

public sealed class RazorpayGatewayTests : PaymentGatewayContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private SandboxHost? _sandbox;
    private HttpClient? _outside;
    private RazorpayGateway? _gateway;

    private protected override IPaymentGateway Gateway => _gateway!;

    private protected override bool ClosesPages => false;

    public override async Task InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(
            new SandboxOptions { EnvironmentName = "Development", AppAddress = new Uri("http://127.0.0.1:9/"), DataDirectory = _folder.Path }, default);
        _outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _sandbox.BaseAddress };
        _gateway = Create(_http, new Uri(_sandbox.BaseAddress, "razorpay/"));
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
        (await Create(http, new Uri(_sandbox!.BaseAddress, "razorpay/"), "wrong").FindPageAsync("order_1", default)).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
    }

    [Fact]
    public async Task What_comes_back_with_the_browser_is_checked_against_the_order()
    {
        var opened = (await Gateway.OpenPageAsync(Request(), default)).Value;
        var fields = await PayForAsync(opened, "success@razorpay");
        Gateway.VerifyReturn(opened.SessionId, fields).ShouldBeTrue();
        Gateway.VerifyReturn("order_other", fields).ShouldBeFalse();
        fields["razorpay_payment_id"] = "pay_other";
        Gateway.VerifyReturn(opened.SessionId, fields).ShouldBeFalse();
    }

    [Fact]
    public async Task O01_A_payment_that_failed_and_is_authorised_late_is_captured_and_counts()
    {
        var request = Request();
        var opened = (await Gateway.OpenPageAsync(request, default)).Value;
        await PayForAsync(opened, "late@razorpay");
        var payment = await OnlyPaymentAsync();
        var failed = (GatewayFact.Declined)(await Gateway.ExplainAsync("payment.failed", About("payment", payment), default)).Value;
        failed.ShouldSatisfyAllConditions(f => f.PaymentId.ShouldBe(request.PaymentId), f => f.Final.ShouldBeFalse());

        await PlayAsync("razorpay/_late", new { payment });
        for (var time = 0; time < 2; time++)
        {
            var late = (GatewayFact.Captured)(await Gateway.ExplainAsync("payment.authorized", About("payment", payment), default)).Value;
            late.Money.ShouldBe(new CapturedMoney(payment, request.PaymentId, request.Amount) { Fee = new Money(28, Currency.Usd) });
        }
    }

    [Fact]
    public async Task A_page_looked_at_by_the_sweeper_captures_what_was_authorised_late()
    {
        var opened = (await Gateway.OpenPageAsync(Request(), default)).Value;
        await PayForAsync(opened, "late@razorpay");
        (await Gateway.FindPageAsync(opened.SessionId, default)).Value.State.ShouldBe(HostedPageState.Open);
        await PlayAsync("razorpay/_late", new { payment = await OnlyPaymentAsync() });
        (await Gateway.FindPageAsync(opened.SessionId, default)).Value.ShouldSatisfyAllConditions(
            p => p.State.ShouldBe(HostedPageState.Complete), p => p.Captured.ShouldNotBeNull());
    }

    [Theory]
    [InlineData("open", DisputeState.NeedsResponse, false)]
    [InlineData("under_review", DisputeState.UnderReview, false)]
    [InlineData("won", DisputeState.Won, false)]
    [InlineData("lost", DisputeState.Lost, true)]
    public async Task A_dispute_is_read_by_its_present_state(string status, DisputeState expected, bool taken)
    {
        var opened = (await Gateway.OpenPageAsync(Request(), default)).Value;
        await PayAsync(opened);
        var payment = await OnlyPaymentAsync();
        var dispute = (await PlayAsync("razorpay/_disputes", new { payment, status })).GetProperty("id").GetString()!;
        var fact = (GatewayFact.Disputed)(await Gateway.ExplainAsync("payment.dispute.created", About("dispute", dispute), default)).Value;
        fact.Report.ShouldSatisfyAllConditions(
            r => r.State.ShouldBe(expected), r => r.MoneyTaken.ShouldBe(taken), r => r.PaymentId.ShouldBe(payment), r => r.Amount.ShouldBe(new Money(1_200, Currency.Usd)));
    }

    [Fact]
    public void A_signed_event_needs_the_id_it_is_known_by()
    {
        var body = """{"event":"payment.captured"}""";
        var signature = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("razorpay_webhook_sandbox"u8, Encoding.UTF8.GetBytes(body)));
        Gateway.VerifyEvent(new SignedBody(Encoding.UTF8.GetBytes(body), signature, "evt_1")).Value.ShouldBe(new GatewayEvent("evt_1", "payment.captured"));
        Gateway.VerifyEvent(new SignedBody(Encoding.UTF8.GetBytes(body), signature)).Error!.Code.ShouldBe("event_malformed");
        Gateway.VerifyEvent(new SignedBody(Encoding.UTF8.GetBytes(body + " "), signature, "evt_1")).Error!.Code.ShouldBe("signature_invalid");
    }

    [Theory]
    [InlineData("", "whsec", "KeySecret")]
    [InlineData("secret", " , ", "WebhookSecret")]
    public void An_empty_secret_stops_the_start_and_the_message_names_the_setting(string key, string webhook, string setting)
    {
        var result = new RazorpayOptionsValidator().Validate(null, new RazorpayOptions { KeyId = "rzp_1", KeySecret = key, WebhookSecret = webhook });
        result.Failed.ShouldBeTrue();
        result.FailureMessage.ShouldContain($"Billing:Razorpay:{setting}");
    }

    private protected override async Task PayAsync(HostedPage page) => await PayForAsync(page, "success@razorpay");

    private protected override Task LoseNextAnswerAsync(string to) => FaultAsync(
        new { target = "razorpay", kind = "lost_response", match = to == "page" ? "POST /razorpay/v1/orders" : "/refund", times = 1 });

    private protected override Task FailNextAsync(int status) => FaultAsync(new { target = "razorpay", kind = "error", status, times = 1 });

    private protected override async Task<int> PagesAsync() => (await ListAsync("orders")).GetArrayLength();

    private static string About(string kind, string id) => JsonSerializer.Serialize(
        new { payload = new Dictionary<string, object> { [kind] = new { entity = new { id } } } });

    private static RazorpayGateway Create(HttpClient http, Uri address, string secret = "razorpay_sandbox_secret")
    {
        var options = Options.Create(new RazorpayOptions
        {
            BaseAddress = address,
            KeyId = "rzp_test_sandbox",
            KeySecret = secret,
            WebhookSecret = "razorpay_webhook_sandbox",
            Currencies = "INR,USD",
        });
        return new RazorpayGateway(new RazorpayClient(http, options, NullLogger<RazorpayClient>.Instance), options);
    }

    /// <summary>Posts the form our page would, then pays on the checkout.</summary>
    /// <returns>What the checkout gives the browser to bring back; empty when nothing was paid.</returns>
    private async Task<Dictionary<string, string>> PayForAsync(HostedPage page, string means)
    {
        var form = Gateway.FormFor(Request(), page.SessionId)!;
        using var posted = new FormUrlEncodedContent(form.Fields);
        using var shown = await _outside!.PostAsync(form.Action, posted);
        shown.IsSuccessStatusCode.ShouldBeTrue(await shown.Content.ReadAsStringAsync());
        using var paying = new FormUrlEncodedContent([new("vpa", means), new("callback_url", form.Fields["callback_url"])]);
        using var paid = await _outside.PostAsync($"razorpay/checkout/{page.SessionId}", paying);
        var html = await paid.Content.ReadAsStringAsync();
        return System.Text.RegularExpressions.Regex.Matches(html, "name=\"(?<name>razorpay_[a-z_]+)\" value=\"(?<value>[^\"]*)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value, StringComparer.Ordinal);
    }

    private async Task<string> OnlyPaymentAsync() => (await ListAsync("payments"))[0].GetProperty("id").GetString()!;

    private async Task<JsonElement> ListAsync(string what)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"razorpay/v1/{what}?count=100");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("rzp_test_sandbox:razorpay_sandbox_secret"u8));
        using var answer = await _outside!.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("items").Clone();
    }

    private async Task<JsonElement> PlayAsync(string path, object what)
    {
        using var answer = await _outside!.PostAsJsonAsync(path, what);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private async Task FaultAsync(object fault) => (await _outside!.PostAsJsonAsync("faults", fault)).EnsureSuccessStatusCode();
}
