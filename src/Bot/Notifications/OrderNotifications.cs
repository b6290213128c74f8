using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Cards;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Ordering;
using MediatR;

namespace EzSolutions.Bot.Notifications;

/// <summary>Tells about payments and cancelled orders.</summary>
internal sealed class OrderNotifications(IMediator mediator, Addressee addressee, IActorContext actors)
    : IDomainEventHandler<InvoicePaid>,
      IDomainEventHandler<PaymentFailed>,
      IDomainEventHandler<OrderCancelled>
{
    public Task HandleAsync(InvoicePaid happened, CancellationToken ct) => addressee.TellAsync(
        null,
        happened.CustomerId,
        texts => new OutgoingEntry(happened.OrderId is null
            ? texts.Billing.Received(happened.InvoiceNumber, happened.Total)
            : texts.Billing.ReceivedForOrder(happened.InvoiceNumber, happened.Total)),
        ct);

    public async Task HandleAsync(PaymentFailed happened, CancellationToken ct)
    {
        var link = await mediator.Send(new GetPaymentLink(happened.InvoiceId), ct);
        await addressee.TellAsync(
            null,
            happened.CustomerId,
            texts => new OutgoingEntry(Card: InvoiceCards.PaymentFailed(texts, happened.InvoiceNumber, happened.Reason, link.IsSuccess ? link.Value : null)),
            ct);
    }

    public Task HandleAsync(OrderCancelled happened, CancellationToken ct) =>
        actors.Current is Actor.Customer { ConversationId: not null }
            ? Task.CompletedTask // Cancelled in the chat: the skill has said so already.
            : addressee.TellAsync(
                happened.ConversationId, happened.CustomerId, texts => new OutgoingEntry(texts.Order.WasCancelled(happened.OrderNumber, happened.Reason)), ct);
}
