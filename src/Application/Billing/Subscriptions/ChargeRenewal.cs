using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>
/// One try to take a renewal's money: the wallet first, then the saved method. The gateway not answering is tried again by the job, and after
/// that the next day.
/// </summary>
/// <param name="Attempt">Its number; the same number again goes on where a crash left it.</param>
[Access(Audience.System)]
public sealed record ChargeRenewal(Guid RenewalId, int Attempt) : IReportsOwnDeath;

internal sealed class ChargeRenewalHandler(IStore store, IUnitOfWork unitOfWork, IMediator mediator, WalletBook wallets, SubscriptionMails mails)
    : IRequestHandler<ChargeRenewal, Result<Done>>
{
    /// <summary>Between two looks: it is asked for by another invoice now, which the next look finds.</summary>
    private static readonly Error Repriced = Error.Unavailable("renewal_repriced", "The renewal was repriced at this moment.");

    public async Task<Result<Done>> Handle(ChargeRenewal request, CancellationToken cancellationToken)
    {
        var left = await unitOfWork.RunAsync(ct => SpendWalletAsync(request, ct), cancellationToken);
        if (left.Error is { } error)
            return error;
        if (left.Value is not { } invoiceId)
            return Done.Value;

        var charged = await mediator.Send(new ChargeSavedMethod(invoiceId), cancellationToken);
        if (charged.Error is { Kind: ErrorKind.Unavailable } away)
            return away;
        return await unitOfWork.RunAsync(ct => ConcludeAsync(request, charged, ct), cancellationToken);
    }

    /// <summary>The invoice that is still to be charged, or none.</summary>
    private async Task<Result<Guid?>> SpendWalletAsync(ChargeRenewal request, CancellationToken ct)
    {
        var invoiceId = await store.FirstOrDefaultAsync(store.Query<Renewal>().Where(r => r.Id == request.RenewalId).Select(r => r.InvoiceId), ct);
        if (invoiceId is not { } id || await store.FindLockedAsync<Invoice>(id, ct) is not { } invoice)
            return (Guid?)null;
        if (await store.FindLockedAsync<Renewal>(request.RenewalId, ct) is not { State: RenewalState.Open } renewal
            || renewal.ChargeAttempts != request.Attempt || renewal.ChargeOutcome is not null)
            return (Guid?)null;
        if (renewal.InvoiceId != id)
            return Repriced;

        await wallets.SpendOnAsync(invoice, ct);
        if (invoice.AmountDue.IsPositive)
            return (Guid?)id;
        renewal.ConcludeCharge(request.Attempt, "Paid from the wallet.");
        return (Guid?)null;
    }

    private async Task<Result<Done>> ConcludeAsync(ChargeRenewal request, Result<ChargeOutcome> charged, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Renewal>(request.RenewalId, ct) is not { } renewal)
            return Done.Value;
        var outcome = charged.Error?.Message ?? Describe(charged.Value);
        renewal.ConcludeCharge(request.Attempt, outcome);
        if (renewal.State != RenewalState.Open)
            return Done.Value;
        if (charged is { IsSuccess: true, Value: ChargeOutcome.NeedsCustomer confirm })
            await mails.ChargeFailedAsync(renewal, "confirm", confirm.Link, ct);
        else if (charged is { IsSuccess: true, Value: ChargeOutcome.Declined no })
            await mails.ChargeFailedAsync(renewal, no.Reason, null, ct);
        return Done.Value;
    }

    private static string Describe(ChargeOutcome outcome) => outcome switch
    {
        ChargeOutcome.Succeeded => "Charged.",
        ChargeOutcome.Pending => "The bank takes its time.",
        ChargeOutcome.NeedsCustomer => "The customer has to confirm it.",
        ChargeOutcome.Declined declined => $"Declined: {declined.Reason}",
        ChargeOutcome.NoMethod => "No saved payment method.",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}

/// <summary>The gateway stayed away as long as the job tried: said once a day, not once for every customer.</summary>
internal sealed class ChargesGivenUp(IStore store, IMediator mediator, ICompanyCalendar calendar) : IDeadJobHandler
{
    public async Task HandleAsync(DeadJob job, CancellationToken ct)
    {
        if (job.Request is ChargeRenewal charge)
        {
            (await store.FindLockedAsync<Renewal>(charge.RenewalId, ct))?.ChargeAgain(charge.Attempt, calendar.Today.AddDays(1));
            await mediator.Send(
                new RaiseBillingAlarm(
                    "Renewals could not be charged because the gateway does not answer",
                    $"The last answer was: {job.LastError.Message} They are tried again tomorrow, nothing is suspended for it, and customers can still pay by their links. Nothing is lost; look at the gateway.",
                    $"renewal-charges-failed:{calendar.Today:yyyy-MM-dd}"),
                ct);
        }
    }
}
