using System.Globalization;
using EzSolutions.Application.Billing.Links;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing.Wallets;

/// <summary>
/// Starts a payment into the customer's own wallet, for no invoice. Asked for again while its page is open, the same page is answered. The credit
/// is there when the gateway's event says so. Errors: gateway_unavailable, gateway_refused.
/// </summary>
/// <param name="Amount">In minor units.</param>
[Access(Audience.Customer)]
public sealed record TopUpWallet(long Amount, string Currency) : IWorkflow<PaymentStarted>, IKeyedWorkflow;

internal sealed class TopUpWalletValidator : AbstractValidator<TopUpWallet>
{
    public TopUpWalletValidator()
    {
        RuleFor(r => r.Amount).InclusiveBetween(1, WalletLimits.Largest).WithMessage("Name an amount above zero that a card can pay at once.");
        RuleFor(r => r.Currency).Must(c => Currency.TryParse(c, out _)).WithMessage("That is not a currency we trade in.");
    }
}

internal sealed class TopUpWalletHandler(
    IStore store, IUnitOfWork unitOfWork, IActorContext actors, IIdGenerator ids, TimeProvider time, PaymentGateways gateways, IPublicAddresses addresses,
    AccountLinks links, IOptions<BillingOptions> options) :
    IRequestHandler<TopUpWallet, Result<PaymentStarted>>,
    IRequestHandler<OpenTopUpLink, Result<PaymentStarted>>
{
    /// <summary>The gateway wants at least half an hour for a page it has not opened yet.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(31);

    public Task<Result<PaymentStarted>> Handle(TopUpWallet request, CancellationToken cancellationToken) =>
        StartAsync(actors.CustomerId, new Money(request.Amount, Currency.Of(request.Currency)), cancellationToken);

    public async Task<Result<PaymentStarted>> Handle(OpenTopUpLink request, CancellationToken cancellationToken)
    {
        // Sealed by ourselves: amount and currency were checked when the link was made.
        if (!links.TryRead(AccountLinks.TopUp, request.Token, out var customerId, out var value) || value.Split(' ') is not [var units, var code])
            return AccountLinks.Invalid;
        return await StartAsync(customerId, new Money(long.Parse(units, CultureInfo.InvariantCulture), Currency.Of(code)), cancellationToken);
    }

    private async Task<Result<PaymentStarted>> StartAsync(Guid customerId, Money amount, CancellationToken cancellationToken)
    {
        if (gateways.For(amount.Currency) is not [{ } gateway, ..])
            return BillingErrors.GatewayRefused;
        var intended = await unitOfWork.RunAsync(ct => IntendAsync(customerId, amount, gateway, ct), cancellationToken);
        if (intended.Error is { } refused)
            return refused;

        var (payment, email) = intended.Value;
        var page = new HostedPageRequest(
            payment.IdempotencyKey, payment.Id, null, null, "Credit for your account", payment.Amount, email,
            addresses.For("/pay/top-up/done"), addresses.For("/pay/top-up/cancelled"), payment.ExpiresAt);
        if (payment is { State: PaymentState.Open, Url: { } known, SessionId: { } session })
            return Started(payment, new Uri(known), gateway.FormFor(page, session));

        var opened = await gateway.OpenPageAsync(page, cancellationToken);
        if (opened.Error is { Kind: ErrorKind.Unavailable } unknown)
            return unknown;

        await unitOfWork.RunAsync(ct => RecordAsync(payment.Id, opened, ct), cancellationToken);
        if (opened.Error is { } final)
            return final;
        return opened.Value is { State: HostedPageState.Open, Url: { } url }
            ? Started(payment, url, gateway.FormFor(page, opened.Value.SessionId))
            : BillingErrors.PaymentInConfirmation;
    }

    /// <summary>Where a form has to be posted, our own page does that, so that the address alone is enough for everybody.</summary>
    private PaymentStarted Started(Payment payment, Uri url, HostedForm? form)
    {
        var address = form is null ? url : links.ForTopUp(payment.CustomerId, payment.Amount);
        return new PaymentStarted(payment.Id, address, payment.ExpiresAt, payment.Provider, form);
    }

    /// <summary>P02: the intent is durable before the gateway hears of it. The customer's row is locked, so that two clicks have one.</summary>
    private async Task<Result<(Payment Payment, string Email)>> IntendAsync(
        Guid customerId, Money amount, IPaymentGateway gateway, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Customer>(customerId, ct) is not { } customer)
            return BillingErrors.CustomerNotFound;
        var now = time.GetUtcNow();
        var usableUntil = now + Margin;
        var underway = (await store.FindAllAsync<Payment>(
            p => p.CustomerId == customerId && p.InvoiceId == null && p.Provider == gateway.Provider
                && (p.State == PaymentState.Intended || p.State == PaymentState.Open) && p.ExpiresAt > usableUntil,
            ct)).Find(p => p.Amount == amount);
        if (underway is not null)
            return (underway, customer.Email);

        var payment = Payment.IntendTopUp(ids.NewId(), customerId, amount, gateway.Provider, now, now + options.Value.PaymentPageTime);
        store.Add(payment);
        return (payment, customer.Email);
    }

    private async Task<Result<Done>> RecordAsync(Guid paymentId, Result<HostedPage> opened, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Payment>(paymentId, ct) is not { } payment)
            return Done.Value;
        if (opened.Error is { } final)
            payment.Fail(final.Message, time.GetUtcNow());
        else if (opened.Value is { State: HostedPageState.Open, Url: { } url } page)
            payment.Opened(page.SessionId, url.AbsoluteUri);
        return Done.Value;
    }
}
