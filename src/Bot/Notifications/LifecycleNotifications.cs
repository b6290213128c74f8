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
    public async Task HandleAsync(LifecycleProgressed happened, CancellationToken ct)
    {
        var service = await mediator.Send(new GetService(happened.ServiceId), ct);
        var activity = await mediator.Send(new GetServiceActivity(happened.ServiceId, happened.JobId), ct);
        if (service.Error is not null || activity.Error is not null)
        {
            return;
        }

        await addressee.TellAsync(
            happened.ConversationId,
            happened.CustomerId,
            texts => new OutgoingEntry(
                Card: activity.Value.State is LifecycleJobState.Done ? Finished(texts, service.Value, activity.Value) : Working(texts, service.Value, activity.Value),
                Key: $"activity:{happened.JobId}"),
            ct);
    }

    private static Card Working(BotTexts texts, ServiceView service, ServiceActivity activity) => new()
    {
        Type = "progress",
        Title = texts.Lifecycle.Working(activity.Kind, service.Label),
        Text = texts.Lifecycle.State(activity.State),
        Progress = new CardProgress(activity.Percent, [.. activity.Steps.Select(s => ServiceCards.Step(texts, s))]),
        Actions = activity.State is LifecycleJobState.Failed ? [ChoiceCards.Start(texts, SkillNames.TalkToHuman)] : null,
    };

    private static Card Finished(BotTexts texts, ServiceView service, ServiceActivity activity)
    {
        var title = texts.Lifecycle.Worked(activity.Kind, service.Label);
        return activity.Kind switch
        {
            LifecycleKind.Suspend when service.State == "suspended" => new Card
            {
                Type = "service",
                Title = title,
                Text = texts.Lifecycle.WhySuspended(service.SuspendedFor),
                Actions =
                [
                    service.SuspendedFor?.Contains(SuspensionReason.NonPayment) is true
                        ? ChoiceCards.Start(texts, SkillNames.PayInvoice)
                        : ChoiceCards.Start(texts, SkillNames.TalkToHuman),
                ],
            },
            // What was asked for was taken back before its turn came.
            LifecycleKind.Suspend => ServiceCards.Status(texts, service),
            LifecycleKind.Unsuspend when service.State != "active" => ServiceCards.Status(texts, service),
            LifecycleKind.Terminate => new Card { Type = "service", Title = title },
            LifecycleKind.ResetPassword => ServiceCards.Status(texts, service, title, texts.Lifecycle.NewPassword),
            _ => ServiceCards.Status(texts, service, title),
        };
    }
}
