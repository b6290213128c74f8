using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Provisioning;
using MediatR;

namespace EzSolutions.Bot.Notifications;

/// <summary>Tells what becomes of a service where it was ordered, else where its customer last talked to us.</summary>
internal sealed class ServiceNotifications(IMediator mediator, Addressee addressee)
    : IDomainEventHandler<ServiceProgressed>,
      IDomainEventHandler<ServiceReady>,
      IDomainEventHandler<ServiceFailed>,
      IDomainEventHandler<PowerActionFinished>
{
    private static BotTexts Texts => BotTexts.English;

    public async Task HandleAsync(ServiceProgressed happened, CancellationToken ct)
    {
        if (await ReadAsync(happened.ServiceId, ct) is not { State: "pending" } service)
        {
            // Ready and failed are told by their own events.
            return;
        }

        await addressee.TellAsync(happened.ConversationId, happened.CustomerId, Card(ServiceCards.Setup(Texts, service), happened.ServiceId), ct);
    }

    public async Task HandleAsync(ServiceReady happened, CancellationToken ct)
    {
        if (await ReadAsync(happened.ServiceId, ct) is not { } service)
        {
            return;
        }

        var card = ServiceCards.Status(
            Texts, service, Texts.Service.ReadyTitle(service.Label), Texts.Service.ReadyText(service.Ipv4 ?? service.Ipv6, service.CredentialsUrl is not null));
        await addressee.TellAsync(happened.ConversationId, happened.CustomerId, Card(card, happened.ServiceId), ct);
    }

    public async Task HandleAsync(ServiceFailed happened, CancellationToken ct)
    {
        var service = await ReadAsync(happened.ServiceId, ct);
        var card = new Card
        {
            Type = "progress",
            Title = service is null ? null : Texts.Service.ProgressTitle(service.Label),
            Text = Texts.Service.Failed(service?.Label),
            Progress = service is null ? null : ServiceCards.Setup(Texts, service).Progress,
            Actions = [ChoiceCards.Start(Texts, SkillNames.TalkToHuman)],
        };
        await addressee.TellAsync(happened.ConversationId, happened.CustomerId, Card(card, happened.ServiceId), ct);
    }

    public async Task HandleAsync(PowerActionFinished happened, CancellationToken ct)
    {
        if (await ReadAsync(happened.ServiceId, ct) is not { } service)
        {
            return;
        }

        var action = happened.Action.ToString().ToLowerInvariant();
        var told = happened.Failure is null
            ? ServiceCards.Status(Texts, service, text: Texts.Service.Finished(happened.Action, service.Label))
            : ChoiceCards.Of(
                Texts.Service.NotFinished(happened.Action, service.Label, happened.Failure),
                new CardAction(
                    ActionIds.Skill(SkillNames.PowerService, (SlotNames.Service, service.Id.ToString()), (SlotNames.Action, action)),
                    Texts.Service.TryAgain, "primary"),
                ChoiceCards.Start(Texts, SkillNames.TalkToHuman));
        await addressee.TellAsync(happened.ConversationId, happened.CustomerId, new OutgoingEntry(Card: told), ct);
    }

    private static OutgoingEntry Card(Card card, Guid serviceId) => new(Card: card, Key: ServiceCards.Key(serviceId));

    private async Task<ServiceView?> ReadAsync(Guid serviceId, CancellationToken ct) =>
        await mediator.Send(new GetService(serviceId), ct) is { IsSuccess: true } found ? found.Value : null;
}
