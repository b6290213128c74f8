using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Ordering;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Languages;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Bot.Dialogue;

/// <summary>The bot's side of a turn: reads what came in, moves the requests in progress on, answers.</summary>
internal sealed class ConversationDialogue(
    TextReader reader, MoveRunner runner, SkillCatalog skills, PlansOnSale plans, ActorContext actors, IMediator mediator, TimeProvider time, IOptions<OrderingOptions> ordering)
    : IDialogue
{
    private static readonly TimeSpan FrameLifetime = TimeSpan.FromHours(24);

    public async Task<DialogueReply> RespondAsync(DialogueTurn turn, CancellationToken ct)
    {
        var state = StateCodec.Read(turn.State);
        var run = new Turn(turn, state, BotTexts.For(turn.Locale), time.GetUtcNow(), Currency.Of(ordering.Value.DefaultCurrency), plans, actors, mediator);
        DropUnknown(state);
        Recall(run);
        var shelved = Shelve(run);

        if (turn.Inbound.Count == 0)
        {
            await runner.RunAsync(run, [new Move.Request(SkillNames.Greet, new Dictionary<string, string>(StringComparer.Ordinal))], ct);
        }

        foreach (var entry in turn.Inbound)
        {
            if (run.Handoff is not null)
            {
                // A person takes over from here and sees the rest.
                break;
            }

            await AnswerAsync(run, entry, ct);
        }

        if (shelved is not null && state.Shelved == shelved && run.Handoff is null)
        {
            state.YesMeans = ActionIds.Resume;
            run.Show(ChoiceCards.OfferResume(run.Texts, skills.Get(shelved.Skill).Topic(run.Texts)));
        }

        state.TouchedAt = run.Now;
        state.LastReply = [.. run.Entries.Select(e => e with { Key = null })];
        var trace = new TurnTrace(JsonSerializer.Serialize(run.Understandings.Select(WithoutSecrets), DomainJson.Options), run.Decisions, TurnFrames.Of(state));
        return new DialogueReply(run.Entries, StateCodec.Write(state), run.Handoff, run.Identity, trace, run.ChangedLanguage ? run.Locale : null);
    }

    private async Task AnswerAsync(Turn turn, InboundEntry entry, CancellationToken ct)
    {
        if (await Afterwards.TryAnswerAsync(turn, entry, ct))
        {
            return;
        }

        Hear(turn, entry);
        var said = turn.Entries.Count;
        (turn.Said, turn.Advice) = (entry.Text, entry.Advice);
        turn.Prompted.Clear();
        var moves = entry switch
        {
            { Action: not null } => ActionReader.Read(entry),
            { Text: { } wish } when LanguageWish.Of(wish) is { } speak => [speak],
            { Text: { } text } => await reader.ReadAsync(turn, text, ct),
            _ => [new Move.FileAlone()],
        };
        if (!moves.Any(m => m is Move.Affirm or Move.Deny))
        {
            turn.State.YesMeans = null;
        }

        if (!moves.Any(m => m is Move.Missed or Move.Unclear))
        {
            turn.State.Misses = 0;
        }

        await runner.RunAsync(turn, moves, ct);
        if (turn.Entries.Count == said && turn.Handoff is null)
        {
            // C06: every inbound message gets an answer.
            turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.DidNotGetThat));
        }
    }

    /// <summary>
    /// Whoever writes in another language of ours is answered in it. Hindi in Latin letters is understood, but ours is in Devanagari, which not
    /// everybody who types so likes to read: it is offered, before the answer, so that what the answer asks stands last.
    /// </summary>
    private static void Hear(Turn turn, InboundEntry entry)
    {
        if (entry.Text is not { } text || turn.State.LanguageChosen)
        {
            return;
        }

        if (LanguageDetector.Detect(text, turn.Texts.Code) is { } language)
        {
            turn.Speak(language);
        }
        else if (turn.Texts.Code != "hi" && !turn.State.HindiOffered && LatinHindi.Is(text) && LanguageWish.Of(text) is null)
        {
            turn.State.HindiOffered = true;
            turn.Show(ChoiceCards.OfferHindi(turn.Texts));
        }
    }

    /// <summary>P07: a sign-in code is nobody's business but the customer's.</summary>
    private static IEnumerable<Understood> WithoutSecrets(MessageUnderstanding understanding) => understanding.Requests.Select(r =>
        r.Slots.ContainsKey(SlotNames.Code) ? r with { Slots = r.Slots.Where(s => s.Key != SlotNames.Code).ToDictionary(s => s.Key, s => s.Value) } : r);

    /// <summary>A skill may have been renamed or removed since the state was written.</summary>
    private void DropUnknown(DialogueState state)
    {
        state.Frames.RemoveAll(f => skills.Find(f.Skill) is null);
        state.Queue.RemoveAll(q => skills.Find(q.Skill) is null);
        if (state.Shelved is { } shelved && skills.Find(shelved.Skill) is null)
        {
            state.Shelved = null;
        }
    }

    /// <summary>Staff see in the turn's trace that it was taken knowing what a colleague had done.</summary>
    private static void Recall(Turn turn)
    {
        if (turn.State.Settled is { Known: false } settled)
        {
            turn.State.Settled = settled with { Known = true };
            turn.Decide($"back from {settled.By}, who settled: {settled.Summary}");
        }
    }

    private static Frame? Shelve(Turn turn)
    {
        var state = turn.State;
        if (state.Frames.Count == 0 || turn.Now - state.TouchedAt < FrameLifetime)
        {
            return null;
        }

        // The lowest one is what the customer came for; a sign-in above it starts afresh anyway.
        state.Shelved = state.Frames[0].Skill == SkillNames.SignIn ? null : state.Frames[0];
        state.Frames.Clear();
        state.Queue.Clear();
        turn.Decide("put aside a request older than a day");
        return state.Shelved;
    }
}
