using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using MediatR;

namespace EzSolutions.Bot.Notifications;

/// <summary>One card per job, updated in place: how work on a service is getting on, and what came of it.</summary>
internal sealed class LifecycleNotifications(IMediator mediator, Addressee addressee) : IDomainEventHandler<LifecycleProgressed>
{
    private static BotTexts Texts => BotTexts.English;

    public async Task HandleAsync(LifecycleProgressed happened, CancellationToken ct)
    {
        var service = await mediator.Send(new GetService(happened.ServiceId), ct);
        var activity = await mediator.Send(new GetServiceActivity(happened.ServiceId, happened.JobId), ct);
        if (service.Error is not null || activity.Error is not null)
        {
            return;
        }

        var card = activity.Value.State is LifecycleJobState.Done ? Finished(service.Value, activity.Value) : Working(service.Value, activity.Value);
        await addressee.TellAsync(happened.ConversationId, happened.CustomerId, new OutgoingEntry(Card: card, Key: $"activity:{happened.JobId}"), ct);
    }

    private static Card Working(ServiceView service, ServiceActivity activity) => new()
    {
        Type = "progress",
        Title = Texts.Lifecycle.Working(activity.Kind, service.Label),
        Text = Texts.Lifecycle.State(activity.State),
        Progress = new CardProgress(activity.Percent, [.. activity.Steps.Select(s => new CardStep(s.Name, s.State))]),
        Actions = activity.State is LifecycleJobState.Failed ? [ChoiceCards.Start(Texts, SkillNames.TalkToHuman)] : null,
    };

    private static Card Finished(ServiceView service, ServiceActivity activity)
    {
        var title = Texts.Lifecycle.Worked(activity.Kind, service.Label);
        return activity.Kind switch
        {
            LifecycleKind.Suspend when service.State == "suspended" => new Card
            {
                Type = "service",
                Title = title,
                Text = Texts.Lifecycle.WhySuspended(service.SuspendedFor),
                Actions =
                [
                    service.SuspendedFor?.Contains(SuspensionReason.NonPayment) is true
                        ? ChoiceCards.Start(Texts, SkillNames.PayInvoice)
                        : ChoiceCards.Start(Texts, SkillNames.TalkToHuman),
                ],
            },
            // What was asked for was taken back before its turn came.
            LifecycleKind.Suspend => ServiceCards.Status(Texts, service),
            LifecycleKind.Unsuspend when service.State != "active" => ServiceCards.Status(Texts, service),
            LifecycleKind.Terminate => new Card { Type = "service", Title = title },
            LifecycleKind.ResetPassword => ServiceCards.Status(Texts, service, title, Texts.Lifecycle.NewPassword),
            _ => ServiceCards.Status(Texts, service, title),
        };
    }
}
