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
        await LoseNextAnswerAsync();
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
        await PayAsync(opened.Url!);
        var paid = (await Gateway.FindPageAsync(opened.SessionId, default)).Value;
        paid.State.ShouldBe(HostedPageState.Complete);
        paid.Captured!.Amount.ShouldBe(request.Amount);
        paid.Captured.PaymentId.ShouldBe(request.PaymentId);
    }

    [Fact]
    public async Task A_closed_page_takes_no_payment_and_closing_it_again_changes_nothing()
    {
        var opened = (await Gateway.OpenPageAsync(Request(), default)).Value;
        (await Gateway.ClosePageAsync(opened.SessionId, default)).IsSuccess.ShouldBeTrue();
        (await Gateway.ClosePageAsync(opened.SessionId, default)).IsSuccess.ShouldBeTrue();
        await PayAsync(opened.Url!);
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

    private protected abstract Task PayAsync(Uri page);

    private protected abstract Task LoseNextAnswerAsync();

    private protected abstract Task FailNextAsync(int status);

    /// <summary>How many pages the gateway has opened in all.</summary>
    private protected abstract Task<int> PagesAsync();

    private static HostedPageRequest Request()
    {
        var payment = Guid.CreateVersion7();
        return new HostedPageRequest(
            $"payment-{payment:N}", payment, Guid.CreateVersion7(), "INV-2026-000001", "Invoice INV-2026-000001", new Money(1_200, Currency.Usd),
            "maria@demo.example", new Uri("https://shop.example/pay/t/done"), new Uri("https://shop.example/pay/t/cancelled"),
            TimeProvider.System.GetUtcNow().AddMinutes(60));
    }
}
