using System.Text;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>
/// Takes in a gateway's event: signature, then the inbox row, which is its own job (O02). Nothing is understood yet, so an event of an unknown
/// kind is stored too. Errors: signature_invalid, event_malformed; then nothing is stored.
/// </summary>
/// <param name="Provider">Whose address it came to.</param>
[Access(Audience.System)]
public sealed record ReceiveGatewayEvent(string Provider, SignedBody Received) : IWorkflow<GatewayEventReceipt>;

/// <param name="Duplicate">We had it already.</param>
public sealed record GatewayEventReceipt(string EventId, bool Duplicate);

internal sealed class ReceiveGatewayEventHandler(
    IGatewayInbox inbox, IInboxDispatcher dispatcher, IIdGenerator ids, TimeProvider time, PaymentGateways gateways)
    : IRequestHandler<ReceiveGatewayEvent, Result<GatewayEventReceipt>>
{
    public async Task<Result<GatewayEventReceipt>> Handle(ReceiveGatewayEvent request, CancellationToken cancellationToken)
    {
        if (gateways.Find(request.Provider) is not { } gateway)
            return BillingErrors.SignatureInvalid;
        var verified = gateway.VerifyEvent(request.Received);
        if (verified.Error is { } refused)
            return refused;

        var (eventId, type) = (verified.Value.EventId, verified.Value.Type);
        var row = InboxEvent.Receive(ids.NewId(), gateway.Provider, eventId, type, Encoding.UTF8.GetString(request.Received.Body.Span), time.GetUtcNow());
        if (!await inbox.TryAddAsync(row, cancellationToken))
            return new GatewayEventReceipt(eventId, Duplicate: true);
        dispatcher.Wake(row.Id);
        return new GatewayEventReceipt(eventId, Duplicate: false);
    }
}
