using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.PaymentMethods;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.PaymentMethods;

/// <summary>
/// Charges what is due on an invoice to the customer's default card, without the customer: intent, gateway, outcome (P02). A call whose answer was
/// lost is finished by the next one, with the same key. A hosted page that is open for the invoice is closed first, so that it is not paid twice.
/// Errors: invoice_not_found, invoice_already_paid, invoice_void, payment_in_confirmation, gateway_unavailable, gateway_refused.
/// </summary>
[Access(Audience.System)]
public sealed record ChargeSavedMethod(Guid InvoiceId) : IWorkflow<ChargeOutcome>;

internal sealed class ChargeSavedMethodHandler(
    IStore store, IUnitOfWork unitOfWork, IIdGenerator ids, TimeProvider time, PaymentGateways gateways, IEnumerable<ISavedMethodGateway> cards,
    PaymentBook book, PayLinks links) : IRequestHandler<ChargeSavedMethod, Result<ChargeOutcome>>
{
    /// <summary>By then an answer that was lost is looked for at the gateway instead of asked for again.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromHours(1);

    public async Task<Result<ChargeOutcome>> Handle(ChargeSavedMethod request, CancellationToken cancellationToken)
    {
        for (var round = 0; round < 3; round++)
        {
            var intended = await unitOfWork.RunAsync(ct => IntendAsync(request.InvoiceId, ct), cancellationToken);
            if (intended.Error is { } refused)
                return refused;
            switch (intended.Value)
            {
                case Step.Nothing:
                    return new ChargeOutcome.NoMethod();
                case Step.Charge charge:
                    return await ChargeAsync(charge, cancellationToken);
                case Step.ClosePage page:
                    if (await CloseAsync(page, cancellationToken) is { } notClosed)
                        return notClosed;
                    break;
            }
        }

        return CommonErrors.Conflict;
    }

    /// <summary>P02: makes the intent durable before the gateway hears of it, or finds the one whose outcome is not known yet.</summary>
    private async Task<Result<Step>> IntendAsync(Guid invoiceId, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Invoice>(invoiceId, ct) is not { Number: { } number } invoice)
            return BillingErrors.InvoiceNotFound;
        if (invoice.RefusePayment() is { } refused)
            return refused;

        var now = time.GetUtcNow();
        var payment = await store.FindAsync<Payment>(
            p => p.InvoiceId == invoiceId && (p.State == PaymentState.Intended || p.State == PaymentState.Open), ct);
        switch (payment)
        {
            case { MethodId: null, SessionId: { } session }:
                return new Step.ClosePage(payment.Id, payment.Provider, session);
            case { MethodId: null }:
                // Meant for a page that no answer ever told of; the index allows one underway per invoice.
                payment.Expire(now);
                await store.FlushAsync(ct);
                payment = null;
                break;
        }

        var method = payment is null
            ? await DefaultAsync(invoice, ct)
            : await store.FirstOrDefaultAsync(store.Query<PaymentMethod>().Where(m => m.Id == payment.MethodId), ct);
        if (method is null || await GatewayCustomerAsync(method, ct) is not { } known)
            return new Step.Nothing();
        if (payment is null)
        {
            payment = Payment.IntendCharge(ids.NewId(), invoice, method.Provider, method.Id, now, now + AnswerTime);
            store.Add(payment);
        }

        return new Step.Charge(
            method.Provider, new SavedCharge(payment.IdempotencyKey, payment.Id, invoice.Id, number, known, method.ExternalId, payment.Amount));
    }

    private async Task<PaymentMethod?> DefaultAsync(Invoice invoice, CancellationToken ct)
    {
        var kept = await store.ListAsync(
            store.Query<PaymentMethod>().Where(m => m.CustomerId == invoice.CustomerId && m.State == PaymentMethodState.Active)
                .OrderByDescending(m => m.IsDefault).ThenByDescending(m => m.Id),
            ct);
        return kept.Find(m => cards.Any(c => c.Provider == m.Provider) && gateways.Find(m.Provider)?.Takes(invoice.Total.Currency) == true);
    }

    private Task<string?> GatewayCustomerAsync(PaymentMethod method, CancellationToken ct) => store.FirstOrDefaultAsync(
        store.Query<GatewayCustomer>().Where(c => c.CustomerId == method.CustomerId && c.Provider == method.Provider).Select(c => c.ExternalId), ct);

    private async Task<Result<ChargeOutcome>> ChargeAsync(Step.Charge step, CancellationToken ct)
    {
        var charged = await cards.First(c => c.Provider == step.Provider).ChargeAsync(step.Request, ct);
        switch (charged.Error)
        {
            case null when charged.Value is { } money:
                await unitOfWork.RunAsync<Done>(
                    async token =>
                    {
                        await book.RecordAsync(step.Provider, money, token);
                        return Done.Value;
                    },
                    ct);
                return new ChargeOutcome.Succeeded();
            case null:
                return new ChargeOutcome.Pending();
            case { Kind: ErrorKind.Unavailable } unknown:
                return unknown;
            case { } no:
                await unitOfWork.RunAsync<Done>(
                    async token =>
                    {
                        await book.RefuseAsync(step.Request.PaymentId, no.Message, final: true, token);
                        return Done.Value;
                    },
                    ct);
                return no.Code == PaymentMethodErrors.NeedsCustomer.Code
                    ? new ChargeOutcome.NeedsCustomer(links.For(step.Request.InvoiceId))
                    : new ChargeOutcome.Declined(no.Message);
        }
    }

    private async Task<Error?> CloseAsync(Step.ClosePage page, CancellationToken ct)
    {
        if (gateways.Find(page.Provider) is { } gateway)
        {
            var now = await gateway.FindPageAsync(page.SessionId, ct);
            if (now.Error is { Kind: ErrorKind.Unavailable } away)
                return away;
            if (now is { IsSuccess: true, Value.State: HostedPageState.Complete })
                return BillingErrors.PaymentInConfirmation;
            if ((await gateway.ClosePageAsync(page.SessionId, ct)).Error is { } notClosed)
                return notClosed;
        }

        return (await unitOfWork.RunAsync<Done>(
            async token =>
            {
                (await store.FindLockedAsync<Payment>(page.PaymentId, token))?.Expire(time.GetUtcNow());
                return Done.Value;
            },
            ct)).Error;
    }

    private abstract record Step
    {
        public sealed record Nothing : Step;

        public sealed record Charge(string Provider, SavedCharge Request) : Step;

        public sealed record ClosePage(Guid PaymentId, string Provider, string SessionId) : Step;
    }
}
