using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Takes an open renewal back, inside the caller's transaction and under its locks.</summary>
internal sealed class RenewalWithdrawal(TimeProvider time, InvoiceBook invoices, CreditNoteBook credits)
{
    /// <summary>Takes the invoice of a period that will not be back: as if never asked for, or by credit note when money has moved; that becomes credit.</summary>
    public async Task<Result<Done>> WithdrawAsync(BilledService service, CancellationToken ct)
    {
        if (service.Renewal is not { } renewal)
            return Done.Value;
        renewal.Cancel(time.GetUtcNow());
        service.Subscription.RenewalWithdrawn();
        if (service.Invoice is not { IsPayable: true } invoice)
            return Done.Value;
        if (invoice.AmountPaid.IsZero && invoice.AmountCredited.IsZero)
        {
            await invoices.VoidAsync(invoice, ct);
            return Done.Value;
        }

        return (await credits.IssueForAllAsync(invoice, "The service was cancelled before this period.", ct)).Map(_ => Done.Value);
    }
}
