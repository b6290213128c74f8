using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing;

/// <summary>Books what gateways keep for their work, inside the caller's transaction. M05: once for what it was kept of, whoever tells of it.</summary>
internal sealed class FeeBook(IStore store, IIdGenerator ids, TimeProvider time)
{
    /// <param name="externalId">The gateway's id of the payment or dispute.</param>
    /// <param name="fee">Null or zero books nothing: it is not known yet, or there is none.</param>
    public async Task BookAsync(string provider, string externalId, Guid? invoiceId, Money? fee, CancellationToken ct)
    {
        if (fee is not { IsPositive: true } kept || await store.AnyAsync(
            store.Query<PaymentEffect>().Where(e => e.Provider == provider && e.PaymentId == externalId && e.Effect == PaymentEffect.Fee), ct))
            return;

        var now = time.GetUtcNow();
        store.Add(PaymentEffect.Of(PaymentEffect.Fee, ids.NewId(), provider, externalId, invoiceId, kept, now));
        store.Add(JournalEntry.PaymentFee(ids.NewId(), externalId, invoiceId, kept, now));
    }
}
