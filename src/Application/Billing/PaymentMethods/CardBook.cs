using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.PaymentMethods;

namespace EzSolutions.Application.Billing.PaymentMethods;

/// <summary>Keeps what gateways say about customers' cards, inside the caller's transaction. The gateway customer's row lock serialises it.</summary>
internal sealed class CardBook(IStore store, IIdGenerator ids, TimeProvider time)
{
    public async Task<BookingOutcome> SaveAsync(string provider, string gatewayCustomer, SavedCard card, CancellationToken ct)
    {
        if (await OwnerAsync(provider, gatewayCustomer, ct) is not { } owner)
            return new BookingOutcome(InboxState.Ignored, "A card of a customer who is not ours was saved.");

        var kept = await store.FindAllAsync<PaymentMethod>(m => m.CustomerId == owner.CustomerId && m.Provider == provider, ct);
        if (kept.Find(m => m.ExternalId == card.ExternalId) is { } known)
        {
            known.Refresh(card);
            if (known.State == PaymentMethodState.Removed)
                known.Restore();
            return new BookingOutcome(InboxState.Processed, $"{known.Display} is kept.");
        }

        // The card just saved is the one meant: it becomes the default.
        var method = PaymentMethod.Save(ids.NewId(), owner.CustomerId, provider, card, isDefault: false, time.GetUtcNow());
        store.Add(method);
        await MakeDefaultAsync(method, ct);
        return new BookingOutcome(InboxState.Processed, $"{method.Display} was saved.");
    }

    public async Task<BookingOutcome> RemoveAsync(string provider, string externalId, CancellationToken ct)
    {
        if (await store.FindAsync<PaymentMethod>(m => m.Provider == provider && m.ExternalId == externalId, ct) is not { } method)
            return new BookingOutcome(InboxState.Ignored, "A card that is not ours was removed.");
        var wasDefault = method.IsDefault;
        method.Remove(time.GetUtcNow());
        if (wasDefault)
        {
            await store.FlushAsync(ct);
            var left = await store.FindAllAsync<PaymentMethod>(
                m => m.CustomerId == method.CustomerId && m.State == PaymentMethodState.Active && m.Id != method.Id, ct);
            left.MaxBy(m => m.Id)?.MakeDefault();
        }

        return new BookingOutcome(InboxState.Processed, $"{method.Display} was removed.");
    }

    public async Task<BookingOutcome> ChooseAsync(string provider, string gatewayCustomer, string externalId, CancellationToken ct)
    {
        if (await OwnerAsync(provider, gatewayCustomer, ct) is not { } owner)
            return new BookingOutcome(InboxState.Ignored, "A customer who is not ours chose a card.");
        var method = await store.FindAsync<PaymentMethod>(
            m => m.CustomerId == owner.CustomerId && m.ExternalId == externalId && m.State == PaymentMethodState.Active, ct);
        if (method is null)
            return new BookingOutcome(InboxState.Ignored, "The chosen card is not kept here; the event that saves it is on its way.");
        await MakeDefaultAsync(method, ct);
        return new BookingOutcome(InboxState.Processed, $"{method.Display} is the default.");
    }

    /// <summary>Exactly one is the default; the index would refuse two, so the old one steps back first.</summary>
    public async Task MakeDefaultAsync(PaymentMethod method, CancellationToken ct)
    {
        foreach (var other in await store.FindAllAsync<PaymentMethod>(m => m.CustomerId == method.CustomerId && m.IsDefault && m.Id != method.Id, ct))
            other.StepBack();
        await store.FlushAsync(ct);
        method.MakeDefault();
    }

    private async Task<GatewayCustomer?> OwnerAsync(string provider, string gatewayCustomer, CancellationToken ct)
    {
        var id = await store.FirstOrDefaultAsync(
            store.Query<GatewayCustomer>().Where(c => c.Provider == provider && c.ExternalId == gatewayCustomer).Select(c => (Guid?)c.Id), ct);
        return id is null ? null : await store.FindLockedAsync<GatewayCustomer>(id.Value, ct);
    }
}
