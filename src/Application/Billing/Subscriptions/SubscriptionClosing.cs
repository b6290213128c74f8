using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Ends what is billed, inside the caller's transaction and under its locks.</summary>
internal sealed class SubscriptionClosing(
    TimeProvider time, IJobQueue jobs, InvoiceBook invoices, RenewalWithdrawal withdrawal, SubscriptionMails mails, PlanChanges changes)
{
    /// <param name="termination">Null when the service is gone already.</param>
    public async Task<Result<Done>> EndAsync(BilledService service, SubscriptionEnd reason, TerminationReason? termination, CancellationToken ct)
    {
        var settled = reason == SubscriptionEnd.NotPaid ? await GiveUpAsync(service, ct) : await withdrawal.WithdrawAsync(service, ct);
        if (settled.Error is { } refused)
            return refused;
        if ((await changes.WithdrawAsync(service.Subscription.Id, ct)).Error is { } stuck)
            return stuck;

        service.Subscription.End(reason, time.GetUtcNow());

        // Whoever ended a service that is gone already has told its customer.
        if (termination is { } why)
        {
            await mails.EndedAsync(service.Subscription, ct);
            await jobs.EnqueueAsync(new EndService(service.Subscription.ServiceId, why), ct);
        }
        return Done.Value;
    }

    /// <summary>What was used and never paid is a loss, not a mistake.</summary>
    private async Task<Result<Done>> GiveUpAsync(BilledService service, CancellationToken ct)
    {
        service.Renewal?.Cancel(time.GetUtcNow());
        if (service.Invoice is { IsPayable: true } invoice)
            await invoices.WriteOffAsync(invoice, "Not paid; the service was ended.", ct);
        return Done.Value;
    }
}
