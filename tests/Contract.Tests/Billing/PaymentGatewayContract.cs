using EzSolutions.Application.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Contract.Tests.Billing;

/// <summary>What every payment gateway has to do, run against each adapter through its simulator.</summary>
public abstract class PaymentGatewayContract : IAsyncLifetime
{
    private protected abstract IPaymentGateway Gateway { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task A_page_opens_with_what_was_asked_for_and_is_found_again()
    {
        var opened = (await Gateway.OpenPageAsync(Request(), default)).Value;
        opened.State.ShouldBe(HostedPageState.Open);
        opened.Url.ShouldNotBeNull();
        opened.Captured.ShouldBeNull();
        (await Gateway.FindPageAsync(opened.SessionId, default)).Value.ShouldBe(opened);
    }

    [Fact]
    public async Task P02_The_same_key_opens_the_same_page()
    {
        var request = Request();
        var first = (await Gateway.OpenPageAsync(request, default)).Value;
        (await Gateway.OpenPageAsync(request, default)).Value.SessionId.ShouldBe(first.SessionId);
        (await Gateway.OpenPageAsync(Request(), default)).Value.SessionId.ShouldNotBe(first.SessionId);
    }

    [Fact]
    public async Task P02_After_a_lost_answer_the_same_key_finds_the_page_that_was_opened()
    {
        var request = Request();
        await LoseNextAnswerAsync("page");
        (await Gateway.OpenPageAsync(request, default)).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
        var opened = (await Gateway.OpenPageAsync(request, default)).Value;
        opened.State.ShouldBe(HostedPageState.Open);
        (await PagesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_paid_page_tells_how_much_arrived_and_for_which_payment()
    {
        var request = Request();
        var opened = (await Gateway.OpenPageAsync(request, default)).Value;
        await PayAsync(opened);
        var paid = (await Gateway.FindPageAsync(opened.SessionId, default)).Value;
        paid.State.ShouldBe(HostedPageState.Complete);
        paid.Captured!.Amount.ShouldBe(request.Amount);
        paid.Captured.PaymentId.ShouldBe(request.PaymentId);
    }

    [Fact]
    public async Task Closing_a_page_twice_changes_nothing_and_where_pages_can_be_closed_nobody_pays_on_it()
    {
        var opened = (await Gateway.OpenPageAsync(Request(), default)).Value;
        (await Gateway.ClosePageAsync(opened.SessionId, default)).IsSuccess.ShouldBeTrue();
        (await Gateway.ClosePageAsync(opened.SessionId, default)).IsSuccess.ShouldBeTrue();
        await PayAsync(opened);
        if (!ClosesPages)
        {
            // Money that arrives all the same has to be told.
            (await Gateway.FindPageAsync(opened.SessionId, default)).Value.Captured.ShouldNotBeNull();
            return;
        }

        (await Gateway.FindPageAsync(opened.SessionId, default)).Value.ShouldSatisfyAllConditions(
            p => p.State.ShouldBe(HostedPageState.Expired), p => p.Captured.ShouldBeNull());
    }

    [Fact]
    public async Task An_outage_is_worth_repeating_and_a_refusal_is_final()
    {
        await FailNextAsync(503);
        (await Gateway.OpenPageAsync(Request(), default)).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
        (await Gateway.OpenPageAsync(Request() with { Amount = new Money(-1, Currency.Usd) }, default)).Error!.Kind.ShouldBe(ErrorKind.Conflict);
        (await Gateway.FindPageAsync("cs_test_unknown", default)).Error!.Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Fact]
    public async Task A_limit_says_when_to_come_back()
    {
        await FailNextAsync(429);
        (await Gateway.OpenPageAsync(Request(), default)).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
    }

    [Fact]
    public async Task M07_A_refund_is_made_once_per_key_and_never_beyond_what_was_captured()
    {
        var money = await CaptureAsync();
        var first = Refund(money, 500);
        var made = (await Gateway.RefundAsync(first, default)).Value;
        made.ShouldSatisfyAllConditions(
            r => r.RefundId.ShouldBe(first.RefundId), r => r.Amount.ShouldBe(first.Amount), r => r.State.ShouldBe(GatewayRefundState.Succeeded),
            r => r.PaymentExternalId.ShouldBe(money.ExternalId));
        (await Gateway.RefundAsync(first, default)).Value.ExternalId.ShouldBe(made.ExternalId);
        (await Gateway.RefundAsync(Refund(money, 701), default)).Error!.Kind.ShouldBe(ErrorKind.Conflict);
        (await Gateway.RefundAsync(Refund(money, 700), default)).IsSuccess.ShouldBeTrue();
        (await Gateway.RefundAsync(Refund(money, 1), default)).Error!.Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Fact]
    public async Task P02_After_a_lost_answer_the_same_key_finds_the_refund_that_was_made()
    {
        var money = await CaptureAsync();
        var refund = Refund(money, 1_200);
        await LoseNextAnswerAsync("refund");
        (await Gateway.RefundAsync(refund, default)).Error!.Kind.ShouldBe(ErrorKind.Unavailable);
        (await Gateway.RefundAsync(refund, default)).Value.RefundId.ShouldBe(refund.RefundId);
    }

    [Fact]
    public async Task What_the_gateway_keeps_is_told_with_what_was_captured()
    {
        var money = await CaptureAsync();
        money.Fee.ShouldNotBeNull().ShouldSatisfyAllConditions(f => f.IsPositive.ShouldBeTrue(), f => f.ShouldBeLessThan(money.Amount));
        var now = TimeProvider.System.GetUtcNow();
        (await Gateway.ListCapturesAsync(now.AddHours(-1), now.AddHours(1), null, default)).Value.Items.ShouldHaveSingleItem().Fee.ShouldBe(money.Fee);
    }

    [Fact]
    public async Task What_was_captured_is_found_by_its_id_and_listed_by_time()
    {
        var money = await CaptureAsync();
        (await Gateway.FindCaptureAsync(money.ExternalId, default)).Value.ShouldBe(money);
        (await Gateway.FindCaptureAsync("pay_unknown", default)).Value.ShouldBeNull();
        var now = TimeProvider.System.GetUtcNow();
        var page = (await Gateway.ListCapturesAsync(now.AddHours(-1), now.AddHours(1), null, default)).Value;
        page.Items.Select(i => (i.ExternalId, i.Amount)).ShouldBe([(money.ExternalId, money.Amount)]);
        page.Next.ShouldBeNull();
        (await Gateway.ListCapturesAsync(now.AddHours(-3), now.AddHours(-2), null, default)).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public void What_nobody_signed_is_no_event_and_no_return()
    {
        var body = """{"id":"evt_1","type":"x","event":"x"}"""u8.ToArray();
        Gateway.VerifyEvent(new SignedBody(body, new string('0', 64), "evt_1")).Error!.Code.ShouldBe("signature_invalid");
        Gateway.VerifyEvent(new SignedBody(body, null, "evt_1")).Error!.Code.ShouldBe("signature_invalid");
        Gateway.VerifyReturn("s_1", new Dictionary<string, string> { ["razorpay_order_id"] = "s_1", ["razorpay_payment_id"] = "p" }).ShouldBeFalse();
    }

    /// <summary>Whether an open page can be closed at the gateway.</summary>
    private protected virtual bool ClosesPages => true;

    private async Task<CapturedMoney> CaptureAsync()
    {
        var opened = (await Gateway.OpenPageAsync(Request(), default)).Value;
        await PayAsync(opened);
        return (await Gateway.FindPageAsync(opened.SessionId, default)).Value.Captured!;
    }

    private static GatewayRefundRequest Refund(CapturedMoney money, long amount)
    {
        var id = Guid.CreateVersion7();
        return new GatewayRefundRequest($"refund-{id:N}", id, money.ExternalId, money.Amount with { MinorUnits = amount });
    }

    private protected abstract Task PayAsync(HostedPage page);

    /// <param name="to">The call that opens a page, or the one that makes a refund.</param>
    private protected abstract Task LoseNextAnswerAsync(string to);

    private protected abstract Task FailNextAsync(int status);

    /// <summary>How many pages the gateway has opened in all.</summary>
    private protected abstract Task<int> PagesAsync();

    private protected static HostedPageRequest Request()
    {
        var payment = Guid.CreateVersion7();
        return new HostedPageRequest(
            $"payment-{payment:N}", payment, Guid.CreateVersion7(), "INV-2026-000001", "Invoice INV-2026-000001", new Money(1_200, Currency.Usd),
            "maria@demo.example", new Uri("https://shop.example/pay/t/done"), new Uri("https://shop.example/pay/t/cancelled"),
            TimeProvider.System.GetUtcNow().AddMinutes(60));
    }
}
