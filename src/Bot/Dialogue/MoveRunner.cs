using EzSolutions.Application.Conversations.Confirmations;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Dialogue;

/// <summary>Carries out what the customer did, move by move.</summary>
internal sealed class MoveRunner(SkillCatalog skills, FrameRunner frames)
{
    /// <summary>Answers that do not fit, or were not understood, before a question is settled otherwise.</summary>
    private const int MostRefusals = 3;

    public async Task RunAsync(Turn turn, IReadOnlyList<Move> moves, CancellationToken ct)
    {
        var depth = turn.State.Frames.Count;
        for (var i = 0; i < moves.Count; i++)
        {
            // The first request still needs something of the customer: the others wait their turn.
            if (i > 0 && moves[i] is Move.Request later && turn.State.Frames.Count > depth)
            {
                turn.State.Queue.Add(new QueuedRequest(later.Skill, new Dictionary<string, string>(later.Slots, StringComparer.Ordinal), turn.Said));
                turn.Decide($"queued {later.Skill}");
                continue;
            }

            await RunAsync(turn, moves[i], ct);
        }

        await TakeUpAsync(turn, ct);
    }

    private Task RunAsync(Turn turn, Move move, CancellationToken ct) => move switch
    {
        Move.Request request => RequestAsync(turn, request.Skill, request.Slots, ct),
        Move.Fill fill => FillAsync(turn, fill, ct),
        Move.Change change => ChangeAsync(turn, change, ct),
        Move.Confirm confirm => ConfirmAsync(turn, confirm.Token, ct),
        Move.Affirm => AffirmAsync(turn, ct),
        Move.Deny => DenyAsync(turn, ct),
        Move.Cancel cancel => CancelAsync(turn, cancel.FrameId, ct),
        Move.Repeat => Done(() => RepeatLast(turn)),
        Move.Refrain refrain => RefrainAsync(turn, refrain.Skill, ct),
        Move.Resume => ResumeAsync(turn, ct),
        Move.Unclear unclear => Done(() => turn.Show(ChoiceCards.DidYouMean(turn, unclear.Skills, unclear.Slots))),
        Move.Missed => Done(() => Missed(turn)),
        Move.StaleButton => Done(() => turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.StaleButton))),
        _ => throw new InvalidOperationException($"No way to carry out {move.GetType().Name}."),
    };

    private async Task RequestAsync(Turn turn, string name, IReadOnlyDictionary<string, string> slots, CancellationToken ct)
    {
        if (skills.Find(name) is not { } skill)
        {
            turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.StaleButton));
            return;
        }

        var frame = turn.State.Frames.LastOrDefault(f => f.Skill == name);
        var before = frame is null ? null : Snapshot(frame);
        if (frame is null)
        {
            frame = FrameRunner.Open(turn, name, new Dictionary<string, string>(StringComparer.Ordinal));
        }
        else
        {
            turn.State.Frames.Remove(frame);
            turn.State.Frames.Add(frame);
            await FrameRunner.WithdrawAsync(turn, frame, ct);
        }

        var said = turn.Entries.Count;
        await MergeAsync(turn, skill, frame, slots, ct);
        var refused = turn.Entries.Count > said;
        await frames.AdvanceAsync(turn, frame, ct);
        if (before is not null && !refused && turn.State.Top == frame && before == Snapshot(frame) && turn.Entries.Count > said)
        {
            // Nothing new was heard: said so, instead of the same words as if it had been.
            turn.Entries.Insert(said, new(turn.Texts.Chat.WhereWeAre));
        }
    }

    private static string Snapshot(Frame frame) =>
        frame.Expecting + "|" + string.Join('|', frame.Slots.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"));

    private static async Task MergeAsync(Turn turn, ISkill skill, Frame frame, IReadOnlyDictionary<string, string> slots, CancellationToken ct)
    {
        var context = new SkillContext(turn, frame);
        foreach (var (name, value) in slots)
        {
            if (skill.Slots.FirstOrDefault(s => s.Name == name) is not { } slot)
            {
                frame.Slots[name] = value;
                continue;
            }

            switch (await slot.ReadAsync(value, context, ct))
            {
                case SlotReading.Taken taken:
                    frame.Slots[name] = taken.Value;
                    turn.Decide($"{name} taken");
                    break;
                case SlotReading.Refused refused:
                    frame.Refusals++;
                    frame.Wanted = frame[name] is null ? name : frame.Wanted;
                    turn.Decide($"{name} refused");
                    turn.Say(refused.Why);
                    break;
            }
        }
    }

    private async Task FillAsync(Turn turn, Move.Fill fill, CancellationToken ct)
    {
        var frame = turn.State.Frames.FirstOrDefault(f => f.Id == fill.FrameId);
        if (frame is null || skills.Get(frame.Skill).Slots.All(s => s.Name != fill.Slot))
        {
            turn.Decide("button of a settled question");
            turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.SettledQuestion));
            return;
        }

        var refusals = frame.Refusals;
        turn.State.Frames.Remove(frame);
        turn.State.Frames.Add(frame);
        await FrameRunner.WithdrawAsync(turn, frame, ct);
        await MergeAsync(turn, skills.Get(frame.Skill), frame, Single(fill.Slot, fill.Value), ct);
        if (frame.Refusals == refusals)
        {
            frame.StopAsking();
        }
        else if (frame.Refusals >= MostRefusals)
        {
            MoveOn(turn, frame);
        }

        await frames.AdvanceAsync(turn, frame, ct);
    }

    /// <summary>The same question is not asked for ever: what a "you decide" would take is taken, else a person is offered.</summary>
    private static void MoveOn(Turn turn, Frame frame)
    {
        frame.Refusals = 0;
        if (frame is { Expecting: { } slot, Default: { } value })
        {
            var label = frame.Choices.FirstOrDefault(c => c.Value == value)?.Label ?? value;
            frame.Slots[slot] = value;
            frame.StopAsking();
            turn.Decide($"went on with the default of {slot}");
            turn.Say(turn.Texts.Chat.GoingOnWith(label));
            return;
        }

        turn.Show(ChoiceCards.OfferPerson(turn.Texts));
    }

    private async Task ChangeAsync(Turn turn, Move.Change change, CancellationToken ct)
    {
        if (turn.State.Frames.FirstOrDefault(f => f.Id == change.FrameId) is not { } frame)
        {
            turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.SettledQuestion));
            return;
        }

        await FrameRunner.WithdrawAsync(turn, frame, ct);
        frame.Slots.Remove(change.Slot);
        frame.StopAsking();
        frame.Wanted = change.Slot;
        await frames.AdvanceAsync(turn, frame, ct);
    }

    private async Task ConfirmAsync(Turn turn, string token, CancellationToken ct)
    {
        var waiting = turn.State.Frames.FirstOrDefault(f => f.ConfirmationToken == token);
        var consumed = turn.SignedIn
            ? await turn.SendAsync(new ConsumeConfirmation(token), ct)
            : Domain.Conversations.ConfirmationErrors.NotFound;
        if (consumed.IsSuccess)
        {
            await frames.RunConfirmedAsync(turn, consumed.Value, waiting, ct);
            return;
        }

        turn.Decide($"refused: {consumed.Error.Code}");
        turn.Say(consumed.Error.Message);
        if (waiting is not null)
        {
            // Expired while it waited: a fresh summary, with today's price.
            waiting.ConfirmationToken = null;
            await frames.AdvanceAsync(turn, waiting, ct);
        }
    }

    private async Task AffirmAsync(Turn turn, CancellationToken ct)
    {
        if (turn.State.Top is { ConfirmationToken: { } token })
        {
            await ConfirmAsync(turn, token, ct);
        }
        else if (turn.State.Top is { Expecting: { } slot, Default: { } value } asking)
        {
            await FillAsync(turn, new Move.Fill(asking.Id, slot, value, Typed: true), ct);
        }
        else if (turn.State.YesMeans is { } action && ActionIds.Read(action) is { } move)
        {
            turn.State.YesMeans = null;
            await RunAsync(turn, move, ct);
        }
        else
        {
            turn.Decide("yes with nothing pending");
            turn.Say(turn.Texts.Chat.NothingToConfirm);
        }
    }

    private async Task DenyAsync(Turn turn, CancellationToken ct)
    {
        if (turn.State.Top is { ConfirmationToken: not null } frame)
        {
            if (!skills.Get(frame.Skill).Slots.Any(s => s.ChangeLabel(turn.Texts) is not null))
            {
                await CancelAsync(turn, frame.Id, ct);
                return;
            }

            await FrameRunner.WithdrawAsync(turn, frame, ct);
            turn.Prompted.Add(frame.Id);
            turn.Show(ChoiceCards.WhatToChange(turn, frame, skills.Get(frame.Skill)));
        }
        else if (turn.State.YesMeans is not null)
        {
            turn.State.YesMeans = null;
            turn.State.Shelved = null;
            turn.Say(turn.Texts.Chat.Fine);
        }
        else if (turn.State.Top is null)
        {
            turn.Say(turn.Texts.Chat.AnythingElse);
        }
        else
        {
            Missed(turn);
        }
    }

    private static async Task CancelAsync(Turn turn, int? frameId, CancellationToken ct)
    {
        var frame = frameId is { } id ? turn.State.Frames.FirstOrDefault(f => f.Id == id) : turn.State.Top;
        if (frame is null)
        {
            turn.Say(frameId is null ? turn.Texts.Chat.NothingToCancel : turn.Texts.Chat.SettledQuestion);
            return;
        }

        await FrameRunner.WithdrawAsync(turn, frame, ct);
        turn.State.Frames.Remove(frame);
        if (frame.Skill == SkillNames.SignIn)
        {
            // Without the sign-in, what waited for it cannot go on either.
            turn.State.Frames.RemoveAll(f => f.AwaitsSignIn);
        }

        turn.Decide($"cancelled {frame.Skill}");
        turn.Say(turn.Texts.Chat.Cancelled);
    }

    private static async Task RefrainAsync(Turn turn, string skill, CancellationToken ct)
    {
        if (turn.State.Frames.LastOrDefault(f => f.Skill == skill) is { } frame)
        {
            await CancelAsync(turn, frame.Id, ct);
            return;
        }

        turn.Say(turn.Texts.Chat.WillNot);
    }

    private async Task ResumeAsync(Turn turn, CancellationToken ct)
    {
        if (turn.State.Shelved is not { } shelved)
        {
            turn.Say(turn.Texts.Chat.SettledQuestion);
            return;
        }

        turn.State.Shelved = null;
        shelved.ConfirmationToken = null;
        shelved.StopAsking();
        turn.State.Frames.Add(shelved);
        await frames.AdvanceAsync(turn, shelved, ct);
    }

    private static void RepeatLast(Turn turn)
    {
        if (turn.State.LastReply.Count == 0)
        {
            turn.Say(turn.Texts.Chat.NothingToRepeat);
            return;
        }

        turn.Entries.AddRange(turn.State.LastReply);
        if (turn.State.Top is { } top)
        {
            turn.Prompted.Add(top.Id);
        }
    }

    private static void Missed(Turn turn)
    {
        turn.State.Misses++;
        turn.Decide("not understood");
        if (turn.State.Top is { Expecting: not null } asking && ++asking.Refusals >= MostRefusals)
        {
            turn.State.Misses = 0;
            MoveOn(turn, asking);
        }
        else if (turn.State.Misses >= 2)
        {
            turn.Show(ChoiceCards.OfferPerson(turn.Texts));
        }
        else if (turn.State.Top is null)
        {
            turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.DidNotGetThat));
        }
        else
        {
            turn.Say(turn.Texts.Chat.DidNotGetThat);
        }
    }

    /// <summary>What waited is taken up again: first the frame beneath, else the next request of the message.</summary>
    private async Task TakeUpAsync(Turn turn, CancellationToken ct)
    {
        while (turn.Handoff is null)
        {
            if (turn.State.Top is { } top)
            {
                if (!turn.Prompted.Contains(top.Id))
                {
                    await BackToAsync(turn, top, ct);
                }

                return;
            }

            if (turn.State.Queue.Count == 0)
            {
                return;
            }

            var next = turn.State.Queue[0];
            turn.State.Queue.RemoveAt(0);
            await RequestAsync(turn, next.Skill, next.Slots, ct);
        }
    }

    private async Task BackToAsync(Turn turn, Frame top, CancellationToken ct)
    {
        var before = turn.Entries.Count;
        if (top.ConfirmationToken is not null)
        {
            await FrameRunner.WithdrawAsync(turn, top, ct);
        }

        await frames.AdvanceAsync(turn, top, ct);
        if (turn.Entries.Count > before)
        {
            turn.Entries.Insert(before, new(turn.Texts.Chat.BackTo(skills.Get(top.Skill).Topic(turn.Texts))));
        }
    }

    private static Dictionary<string, string> Single(string slot, string value) => new(StringComparer.Ordinal) { [slot] = value };

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
