using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>Asks staff to set up what no driver can, and says so to the customer.</summary>
[Access(Audience.System)]
public sealed record RequestManualFulfilment(Guid ServiceId) : IJobRequest, ICommandMarker;

internal sealed class RequestManualFulfilmentHandler(IStore store, IMediator mediator, IConversationPoster conversations, ServiceMails mails)
    : IRequestHandler<RequestManualFulfilment, Result<Done>>
{
    public async Task<Result<Done>> Handle(RequestManualFulfilment request, CancellationToken cancellationToken)
    {
        var service = await store.FindAsync<Service>(s => s.Id == request.ServiceId, cancellationToken);
        if (service is not { State: ServiceState.Pending })
            return Result.Done;
        var ticket = await mediator.Send(
            new OpenStaffTicket(
                $"Set up {service.ProductName} for order {service.OrderNumber}",
                $"{service.ProductName} ({service.Label}) is paid and is set up by hand. Mark the service as ready when it is done.",
                $"fulfilment:{service.Id}",
                ServiceId: service.Id),
            cancellationToken);
        if (ticket.Error is { } error)
            return error;
        if (service.ConversationId is { } conversation)
        {
            await conversations.PostAsync(
                conversation,
                new OutgoingEntry(
                    $"Your {service.ProductName} is being set up by our staff (reference {ticket.Value.Number}). You will hear from us as soon as it is ready."),
                cancellationToken);
        }
        else
        {
            await mails.InHandAsync(service, ticket.Value.Number, cancellationToken);
        }

        return Result.Done;
    }
}
