using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing;

/// <summary>
/// Starts or resumes the payment of the invoice a pay link is for: intent, gateway, outcome (P02). An open page is used again, an expired one
/// replaced. Errors: pay_link_invalid, invoice_already_paid, invoice_void, payment_in_confirmation, out_of_stock, gateway_unavailable, gateway_refused.
/// </summary>
/// <param name="Token">From our pay link; holding it is the right to pay.</param>
[Access(Audience.Anyone)]
public sealed record StartPayment(string Token) : IWorkflow<PaymentStarted>;

internal sealed class StartPaymentHandler(
    IStore store, IUnitOfWork unitOfWork, IIdGenerator ids, TimeProvider time, IPaymentGateway gateway, PayLinks links, Reservations reservations,
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
            var intended = await unitOfWork.RunAsync(ct => IntendAsync(invoiceId, request.Token, ct), cancellationToken);
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
    private async Task<Result<Intent>> IntendAsync(Guid invoiceId, string token, CancellationToken ct)
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
        if (payment is { State: PaymentState.Intended } && !CanBeRepeated(payment, invoice, now))
        {
            payment.Expire(now);

            // The index allows one underway per invoice: this one has to go before the next comes.
            await store.FlushAsync(ct);
            payment = null;
        }

        if (payment is null)
        {
            payment = Payment.Intend(ids.NewId(), invoice, gateway.Provider, token, now, expiresAt);
            store.Add(payment);
        }

        var email = (await customers.FindAsync(invoice.CustomerId, ct))?.Email;
        var usable = payment.Amount == invoice.AmountDue && payment.ExpiresAt > now + Margin;
        return Intent.Of(payment, invoice, email, links, usable);
    }

    /// <summary>The gateway wants at least half an hour, and its page must ask for what is due.</summary>
    private static bool CanBeRepeated(Payment payment, Invoice invoice, DateTimeOffset now) =>
        payment.Amount == invoice.AmountDue && payment.ExpiresAt > now + TimeSpan.FromMinutes(31);

    private async Task<Result<PaymentStarted>?> OpenAsync(Intent intent, CancellationToken ct)
    {
        var opened = await gateway.OpenPageAsync(intent.Request, ct);
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
        return new PaymentStarted(intent.Request.PaymentId, page.Url, intent.Request.ExpiresAt);
    }

    private async Task<Result<PaymentStarted>?> ResumeAsync(Intent intent, OpenPage open, CancellationToken ct)
    {
        var found = await gateway.FindPageAsync(open.SessionId, ct);
        if (found.Error is { } error)
            return error;
        if (found.Value.State == HostedPageState.Complete)
            return BillingErrors.PaymentInConfirmation;
        if (found.Value is { State: HostedPageState.Open, Url: { } url } && open.Usable)
            return new PaymentStarted(intent.Request.PaymentId, url, intent.Request.ExpiresAt);

        if (found.Value.State == HostedPageState.Open && (await gateway.ClosePageAsync(open.SessionId, ct)).Error is { } notClosed)
            return notClosed;
        await EndAsync(intent.Request.PaymentId, payment => payment.Expire(time.GetUtcNow()), ct);
        return null;
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
    private sealed record Intent(HostedPageRequest Request, OpenPage? Open)
    {
        public static Intent Of(Payment payment, Invoice invoice, string? email, PayLinks links, bool usable) => new(
            new HostedPageRequest(
                payment.IdempotencyKey, payment.Id, invoice.Id, invoice.Number!, $"Invoice {invoice.Number}", payment.Amount, email,
                links.For(payment.ReturnToken, "/done"), links.For(payment.ReturnToken, "/cancelled"), payment.ExpiresAt),
            payment.SessionId is null ? null : new OpenPage(payment.SessionId, usable));
    }
}
