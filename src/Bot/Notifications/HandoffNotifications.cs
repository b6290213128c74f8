using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Bot.Notifications;

/// <summary>Keeps a waiting customer posted on one card, asks how it was, and goes on where a person left off.</summary>
internal sealed class HandoffNotifications(IConversationPoster poster, SkillCatalog skills, TimeProvider time)
    : IDomainEventHandler<QueuePositionChanged>, IDomainEventHandler<QueueLeft>, IDomainEventHandler<HandoffAccepted>, IDomainEventHandler<HandoffCompleted>
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
            Actions = [new CardAction(EntryAction.StopWaiting, texts.StopWaiting)],
        };
        return poster.PostAsync(happened.ConversationId, new OutgoingEntry(Card: card, Key: happened.QueueKey), ct);
    }

    public Task HandleAsync(HandoffAccepted happened, CancellationToken ct) =>
        CloseCardAsync(happened.ConversationId, happened.QueueKey, BotTexts.For(happened.Locale).Handoff.SomebodyIsHere(happened.StaffName), ct);

    public Task HandleAsync(QueueLeft happened, CancellationToken ct) =>
        CloseCardAsync(happened.ConversationId, happened.QueueKey, BotTexts.For(happened.Locale).Handoff.NotWaiting, ct);

    /// <summary>The card that told the place must not go on telling it.</summary>
    private async Task CloseCardAsync(Guid conversationId, string? key, string text, CancellationToken ct)
    {
        if (key is not null)
        {
            await poster.PostAsync(conversationId, new OutgoingEntry(Card: new Card { Type = "queue", Text = text }, Key: key), ct);
        }
    }

    /// <summary>The first words after a person's help say what was settled, and the dialogue keeps it in mind; what was under way is not pressed on with.</summary>
    private async Task GoOnAsync(BotTexts texts, HandoffCompleted happened, string summary, CancellationToken ct)
    {
        OutgoingEntry? said = null;
        await poster.RememberAsync(
            happened.ConversationId,
            stored =>
            {
                var state = StateCodec.Read(stored);
                var told = texts.Handoff.BackWithBot(happened.Staff.Name, summary);
                said = new OutgoingEntry(Card: PutAside(state)
                    ? ChoiceCards.OfferResume(texts, skills.Get(state.Shelved!.Skill).Topic(texts), told)
                    : ChoiceCards.WayOn(texts, $"{told}\n{texts.Handoff.AnythingElse}"));
                state.Settled = new SettledByStaff(happened.Staff.Name, summary, time.GetUtcNow());
                state.YesMeans = state.Shelved is null ? null : ActionIds.Resume;
                (state.Misses, state.Done, state.LastReply) = (0, null, [said]);
                return StateCodec.Write(state);
            },
            ct);
        await poster.PostAsync(happened.ConversationId, said!, ct);
    }

    /// <summary>What the customer came for may be settled by now; they say whether it is.</summary>
    private bool PutAside(DialogueState state)
    {
        var begun = state.Frames.Find(f => f.Skill != SkillNames.SignIn && skills.Find(f.Skill) is not null);
        state.Frames.Clear();
        state.Queue.Clear();
        state.Shelved = begun;
        if (begun is not null)
        {
            begun.AwaitsSignIn = false;
        }

        return begun is not null;
    }

    public async Task HandleAsync(HandoffCompleted happened, CancellationToken ct)
    {
        var all = BotTexts.For(happened.Locale);
        var texts = all.Handoff;
        if (!happened.Resolved)
        {
            if (happened.Summary is { } summary)
            {
                await GoOnAsync(all, happened, summary, ct);
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
