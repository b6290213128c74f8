using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing;

/// <summary>
/// Starts or resumes the payment of the invoice a pay link is for: intent, gateway, outcome (P02). An open page is used again, an expired one
/// replaced, and so is one at another gateway than the one asked for. Errors: pay_link_invalid, invoice_already_paid, invoice_void,
/// payment_in_confirmation, currency_not_taken, out_of_stock, gateway_unavailable, gateway_refused.
/// </summary>
/// <param name="Token">From our pay link; holding it is the right to pay.</param>
/// <param name="Provider">The gateway to pay with; null takes the one already begun with, or the first for the currency.</param>
[Access(Audience.Anyone)]
public sealed record StartPayment(string Token, string? Provider = null) : IWorkflow<PaymentStarted>;

internal sealed class StartPaymentHandler(
    IStore store, IUnitOfWork unitOfWork, IIdGenerator ids, TimeProvider time, PaymentGateways gateways, PayLinks links, Reservations reservations,
    BillToDirectory customers, IOptions<BillingOptions> options) : IRequestHandler<StartPayment, Result<PaymentStarted>>
{
    /// <summary>Less than this before its end a page is not worth opening any more.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    public async Task<Result<PaymentStarted>> Handle(StartPayment request, CancellationToken cancellationToken)
    {
        if (!links.TryRead(request.Token, out var invoiceId))
            return BillingErrors.PayLinkInvalid;

        // Each round either ends or retires the payment that stood in the way; two are the rule, a third is a race lost twice.
        for (var round = 0; round < 3; round++)
        {
            var intended = await unitOfWork.RunAsync(ct => IntendAsync(invoiceId, request, ct), cancellationToken);
            if (intended.Error is { } refused)
                return refused;

            var payment = intended.Value;
            var outcome = payment.Open is null
                ? await OpenAsync(payment, cancellationToken)
                : await ResumeAsync(payment, payment.Open, cancellationToken);
            if (outcome is not null)
                return outcome;
        }

        return CommonErrors.Conflict;
    }

    /// <summary>P02: makes the intent durable before the gateway hears of it, or finds the one there is.</summary>
    private async Task<Result<Intent>> IntendAsync(Guid invoiceId, StartPayment request, CancellationToken ct)
    {
        var invoice = await store.FindLockedAsync<Invoice>(invoiceId, ct);
        if (invoice?.Number is null)
            return BillingErrors.PayLinkInvalid;
        if (invoice.RefusePayment() is { } refused)
            return refused;

        var now = time.GetUtcNow();
        var expiresAt = now + options.Value.PaymentPageTime;

        // O09: what is paid for has to be there when it is paid.
        if (invoice.OrderId is { } order && (await reservations.HoldAsync(order, expiresAt + Margin, ct)).Error is { } soldOut)
            return soldOut;

        var payment = await store.FindAsync<Payment>(
            p => p.InvoiceId == invoiceId && (p.State == PaymentState.Intended || p.State == PaymentState.Open), ct);

        // A saved card is being charged this moment: what became of it is told before anything else is asked for.
        if (payment is { MethodId: not null })
            return BillingErrors.PaymentInConfirmation;
        var gateway = gateways.For(invoice.Total.Currency).FirstOrDefault(g => (request.Provider ?? payment?.Provider ?? g.Provider) == g.Provider);
        if (gateway is null)
            return BillingErrors.CurrencyNotTaken(invoice.Total.Currency);
        if (payment is { State: PaymentState.Intended } && (payment.Provider != gateway.Provider || !CanBeRepeated(payment, invoice, now)))
        {
            payment.Expire(now);

            // The index allows one underway per invoice: this one has to go before the next comes.
            await store.FlushAsync(ct);
            payment = null;
        }

        if (payment is null)
        {
            payment = Payment.Intend(ids.NewId(), invoice, gateway.Provider, request.Token, now, expiresAt);
            store.Add(payment);
        }

        var email = (await customers.FindAsync(invoice.CustomerId, ct))?.Email;
        var usable = payment.Provider == gateway.Provider && payment.Amount == invoice.AmountDue && payment.ExpiresAt > now + Margin;
        return Intent.Of(payment, invoice, email, links, usable, gateways.Find(payment.Provider) ?? gateway);
    }

    /// <summary>The gateway wants at least half an hour, and its page must ask for what is due.</summary>
    private static bool CanBeRepeated(Payment payment, Invoice invoice, DateTimeOffset now) =>
        payment.Amount == invoice.AmountDue && payment.ExpiresAt > now + TimeSpan.FromMinutes(31);

    private async Task<Result<PaymentStarted>?> OpenAsync(Intent intent, CancellationToken ct)
    {
        var opened = await intent.Gateway.OpenPageAsync(intent.Request, ct);
        if (opened.Error is { Kind: ErrorKind.Unavailable } unknown)
            return unknown;
        if (opened.Error is { } final)
        {
            await EndAsync(intent.Request.PaymentId, payment => payment.Fail(final.Message, time.GetUtcNow()), ct);
            return final;
        }

        var page = opened.Value;
        if (page.State == HostedPageState.Complete)
            return BillingErrors.PaymentInConfirmation;
        if (page.Url is null)
            return null;
        await EndAsync(intent.Request.PaymentId, payment => payment.Opened(page.SessionId, page.Url.AbsoluteUri), ct);
        return Started(intent, page.SessionId, page.Url);
    }

    private async Task<Result<PaymentStarted>?> ResumeAsync(Intent intent, OpenPage open, CancellationToken ct)
    {
        var found = await intent.Gateway.FindPageAsync(open.SessionId, ct);
        if (found.Error is { } error)
            return error;
        if (found.Value.State == HostedPageState.Complete)
            return BillingErrors.PaymentInConfirmation;
        if (found.Value is { State: HostedPageState.Open, Url: { } url } && open.Usable)
            return Started(intent, open.SessionId, url);

        if (found.Value.State == HostedPageState.Open && (await intent.Gateway.ClosePageAsync(open.SessionId, ct)).Error is { } notClosed)
            return notClosed;
        await EndAsync(intent.Request.PaymentId, payment => payment.Expire(time.GetUtcNow()), ct);
        return null;
    }

    /// <summary>Where a form has to be posted, our own page does that, so that the address alone is enough for everybody.</summary>
    private PaymentStarted Started(Intent intent, string sessionId, Uri url)
    {
        var form = intent.Gateway.FormFor(intent.Request, sessionId);
        var address = form is null ? url : links.For(intent.Token, $"?with={intent.Gateway.Provider}");
        return new PaymentStarted(intent.Request.PaymentId, address, intent.Request.ExpiresAt, intent.Gateway.Provider, form);
    }

    private Task<Result<Done>> EndAsync(Guid paymentId, Action<Payment> outcome, CancellationToken ct) => unitOfWork.RunAsync<Done>(
        async token =>
        {
            if (await store.FindLockedAsync<Payment>(paymentId, token) is { } payment)
                outcome(payment);
            return Done.Value;
        },
        ct);

    private sealed record OpenPage(string SessionId, bool Usable);

    /// <param name="Open">Set when the gateway has a page for it already.</param>
    private sealed record Intent(HostedPageRequest Request, OpenPage? Open, IPaymentGateway Gateway, string Token)
    {
        public static Intent Of(Payment payment, Invoice invoice, string? email, PayLinks links, bool usable, IPaymentGateway gateway) => new(
            new HostedPageRequest(
                payment.IdempotencyKey, payment.Id, invoice.Id, invoice.Number!, $"Invoice {invoice.Number}", payment.Amount, email,
                links.For(payment.ReturnToken, "/done"), links.For(payment.ReturnToken, "/cancelled"), payment.ExpiresAt),
            payment.SessionId is null ? null : new OpenPage(payment.SessionId, usable),
            gateway, payment.ReturnToken);
    }
}
