using EzSolutions.Domain.Billing;

namespace EzSolutions.Application.Billing;

/// <summary>Stores what gateways send, in one statement that commits by itself: an acknowledgement costs no more than that.</summary>
public interface IGatewayInbox
{
    /// <returns>False when the event was there already (M05), however many bring it at once.</returns>
    Task<bool> TryAddAsync(InboxEvent row, CancellationToken ct);
}

/// <summary>Works on stored events on this node, soon. A hint: what is lost here is found by <see cref="TendInbox"/> when its time has come (O02).</summary>
public interface IInboxDispatcher
{
    void Wake(Guid inboxEventId);
}
