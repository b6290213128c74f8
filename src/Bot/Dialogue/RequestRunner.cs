using EzSolutions.Bot.Cards;

namespace EzSolutions.Bot.Dialogue;

/// <summary>Takes what the customer asked for, and what they answered, into the frames it belongs to, and moves those on.</summary>
internal sealed class RequestRunner(SkillCatalog skills, FrameRunner frames)
{
    /// <summary>Answers that do not fit, or were not understood, before a question is settled otherwise.</summary>
    internal const int MostRefusals = 3;

    public async Task RequestAsync(Turn turn, string name, IReadOnlyDictionary<string, string> slots, CancellationToken ct)
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

    public async Task FillAsync(Turn turn, Move.Fill fill, CancellationToken ct)
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

    public async Task ChangeAsync(Turn turn, Move.Change change, CancellationToken ct)
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

    public async Task ResumeAsync(Turn turn, CancellationToken ct)
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

    public static void Missed(Turn turn)
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

    private static Dictionary<string, string> Single(string slot, string value) => new(StringComparer.Ordinal) { [slot] = value };
}
