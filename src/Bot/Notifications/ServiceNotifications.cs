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
    public async Task HandleAsync(ServiceProgressed happened, CancellationToken ct)
    {
        if (await ReadAsync(happened.ServiceId, ct) is not { State: "pending" } service)
        {
            // Ready and failed are told by their own events.
            return;
        }

        await addressee.TellAsync(happened.ConversationId, happened.CustomerId, texts => Card(ServiceCards.Setup(texts, service), happened.ServiceId), ct);
    }

    public async Task HandleAsync(ServiceReady happened, CancellationToken ct)
    {
        if (await ReadAsync(happened.ServiceId, ct) is not { } service)
        {
            return;
        }

        await addressee.TellAsync(happened.ConversationId, happened.CustomerId, texts => Card(Ready(texts, service), happened.ServiceId), ct);
    }

    public async Task HandleAsync(ServiceFailed happened, CancellationToken ct)
    {
        var service = await ReadAsync(happened.ServiceId, ct);
        await addressee.TellAsync(happened.ConversationId, happened.CustomerId, texts => Card(Failed(texts, service), happened.ServiceId), ct);
    }

    public async Task HandleAsync(PowerActionFinished happened, CancellationToken ct)
    {
        if (await ReadAsync(happened.ServiceId, ct) is not { } service)
        {
            return;
        }

        await addressee.TellAsync(happened.ConversationId, happened.CustomerId, texts => new OutgoingEntry(Card: Switched(texts, service, happened)), ct);
    }

    private static Card Ready(BotTexts texts, ServiceView service) => ServiceCards.Status(
        texts, service, texts.Service.ReadyTitle(service.Label), texts.Service.ReadyText(service.Ipv4 ?? service.Ipv6, service.CredentialsUrl is not null));

    private static Card Failed(BotTexts texts, ServiceView? service) => new()
    {
        Type = "progress",
        Title = service is null ? null : texts.Service.ProgressTitle(service.Label),
        Text = texts.Service.Failed(service?.Label),
        Progress = service is null ? null : ServiceCards.Setup(texts, service).Progress,
        Actions = [ChoiceCards.Start(texts, SkillNames.TalkToHuman)],
    };

    private static Card Switched(BotTexts texts, ServiceView service, PowerActionFinished happened) => happened.Failure is null
        ? ServiceCards.Status(texts, service, text: texts.Service.Finished(happened.Action, service.Label))
        : ChoiceCards.Of(
            texts.Service.NotFinished(happened.Action, service.Label, happened.Failure),
            new CardAction(
                ActionIds.Skill(SkillNames.PowerService, (SlotNames.Service, service.Id.ToString()), (SlotNames.Action, happened.Action.ToString().ToLowerInvariant())),
                texts.Service.TryAgain, "primary"),
            ChoiceCards.Start(texts, SkillNames.TalkToHuman));

    private static OutgoingEntry Card(Card card, Guid serviceId) => new(Card: card, Key: ServiceCards.Key(serviceId));

    private async Task<ServiceView?> ReadAsync(Guid serviceId, CancellationToken ct) =>
        await mediator.Send(new GetService(serviceId), ct) is { IsSuccess: true } found ? found.Value : null;
}
