using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Bot.Notifications;

/// <summary>Keeps a waiting customer posted on one card, asks how it was, and goes on where a person left off.</summary>
internal sealed class HandoffNotifications(IConversationPoster poster)
    : IDomainEventHandler<QueuePositionChanged>, IDomainEventHandler<HandoffAccepted>, IDomainEventHandler<HandoffCompleted>
{
    public Task HandleAsync(QueuePositionChanged happened, CancellationToken ct)
    {
        var texts = BotTexts.For(happened.Locale).Handoff;
        List<CardFact> facts = [new(texts.PlaceLabel, happened.Position.ToString(CultureInfo.InvariantCulture))];
        if (happened.WaitMinutes is { } minutes)
        {
            facts.Add(new(texts.WaitLabel, texts.Wait(minutes)));
        }

        var card = new Card
        {
            Type = "queue",
            Title = texts.QueueTitle,
            Text = happened.Position == 1 ? texts.Next : texts.Place(happened.Position),
            Facts = facts,
        };
        return poster.PostAsync(happened.ConversationId, new OutgoingEntry(Card: card, Key: happened.QueueKey), ct);
    }

    /// <summary>The card that told the place must not go on telling it.</summary>
    public async Task HandleAsync(HandoffAccepted happened, CancellationToken ct)
    {
        if (happened.QueueKey is { } key)
        {
            var texts = BotTexts.For(happened.Locale).Handoff;
            await poster.PostAsync(
                happened.ConversationId, new OutgoingEntry(Card: new Card { Type = "queue", Text = texts.SomebodyIsHere(happened.StaffName) }, Key: key), ct);
        }
    }

    public async Task HandleAsync(HandoffCompleted happened, CancellationToken ct)
    {
        var all = BotTexts.For(happened.Locale);
        var texts = all.Handoff;
        if (!happened.Resolved)
        {
            if (happened.Summary is { } summary)
            {
                var text = $"{texts.BackWithBot(happened.Staff.Name, summary)}\n{texts.AnythingElse}";
                await poster.PostAsync(happened.ConversationId, new OutgoingEntry(Card: ChoiceCards.WayOn(all, text)), ct);
            }

            return;
        }

        if (happened.AnsweredBy is null)
        {
            return;
        }

        var card = new Card
        {
            Type = "rating",
            Title = texts.RateTitle,
            Text = texts.RateText(happened.Staff.Name),
            Inputs = [new CardInput(Afterwards.Comment, texts.CommentLabel, "text", Required: false)],
            Actions =
            [
                .. Enumerable.Range(1, 5).Select(score => new CardAction(
                    Afterwards.Rate + score.ToString(CultureInfo.InvariantCulture), texts.Stars(score))),
                new CardAction(Afterwards.Transcript, texts.EmailTranscript),
            ],
        };
        await poster.PostAsync(happened.ConversationId, new OutgoingEntry(Card: card), ct);
    }
}
