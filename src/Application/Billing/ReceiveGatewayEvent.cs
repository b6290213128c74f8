using System.Text;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>
/// Takes in a gateway's event: signature, then inbox row and its job in one transaction (O02). Nothing is understood yet, so an event of an unknown
/// kind is stored too. Errors: signature_invalid, event_malformed; then nothing is stored.
/// </summary>
/// <param name="Body">The raw bytes, as signed.</param>
[Access(Audience.System)]
public sealed record ReceiveGatewayEvent(ReadOnlyMemory<byte> Body, string? Signature) : IWorkflow<GatewayEventReceipt>;

/// <param name="Duplicate">We had it already.</param>
public sealed record GatewayEventReceipt(string EventId, bool Duplicate);

internal sealed class ReceiveGatewayEventHandler(
    IStore store, IUnitOfWork unitOfWork, IIdGenerator ids, TimeProvider time, IJobQueue jobs, IPaymentGateway gateway)
    : IRequestHandler<ReceiveGatewayEvent, Result<GatewayEventReceipt>>
{
    public async Task<Result<GatewayEventReceipt>> Handle(ReceiveGatewayEvent request, CancellationToken cancellationToken)
    {
        var verified = gateway.VerifyEvent(request.Body, request.Signature);
        if (verified.Error is { } refused)
            return refused;

        var (eventId, type) = (verified.Value.EventId, verified.Value.Type);
        return await unitOfWork.RunAsync<GatewayEventReceipt>(
            async ct =>
            {
                var provider = gateway.Provider;
                if (await store.AnyAsync(store.Query<InboxEvent>().Where(e => e.Provider == provider && e.EventId == eventId), ct))
                    return new GatewayEventReceipt(eventId, Duplicate: true);

                // M05: two at once meet at the unique index; the loser is run again and finds the row.
                var row = InboxEvent.Receive(ids.NewId(), provider, eventId, type, Encoding.UTF8.GetString(request.Body.Span), time.GetUtcNow());
                store.Add(row);
                await jobs.EnqueueAsync(new ProcessInboxEvent(row.Id), ct);
                return new GatewayEventReceipt(eventId, Duplicate: false);
            },
            cancellationToken);
    }
}
