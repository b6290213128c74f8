using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EzSolutions.Application.Common.Json;
using EzSolutions.Application.Conversations.Confirmations;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Dialogue;

/// <summary>Takes one request as far as it goes: sign-in, questions, confirmation, effect.</summary>
internal sealed class FrameRunner(SkillCatalog skills)
{
    /// <summary>A skill that keeps asking to go round again is a bug; this stops it.</summary>
    private const int MostRounds = 12;

    /// <summary>How deep questions in the middle of something may go.</summary>
    private const int MostFrames = 5;

    public static Frame Open(Turn turn, string skill, IReadOnlyDictionary<string, string> slots)
    {
        var state = turn.State;
        if (state.Frames.Count >= MostFrames)
        {
            state.Frames.RemoveAt(0);
        }

        var frame = new Frame { Id = ++state.LastFrameId, Skill = skill, Slots = new Dictionary<string, string>(slots, StringComparer.Ordinal) };
        state.Frames.Add(frame);
        turn.Decide($"opened {skill}");
        return frame;
    }

    public async Task AdvanceAsync(Turn turn, Frame frame, CancellationToken ct)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var skill = skills.Get(frame.Skill);
            var context = new SkillContext(turn, frame);
            if (skill.SignIn == SignInRule.First && !turn.SignedIn)
            {
                frame = AskToSignIn(turn, frame);
                continue;
            }

            await skill.PrepareAsync(context, ct);
            var step = await AskAsync(skill, context, ct);
            if (step is Step.Skipped && skill.SignIn == SignInRule.BeforeConfirming && !turn.SignedIn)
            {
                frame = AskToSignIn(turn, frame);
                continue;
            }

            if (step is Step.Skipped)
            {
                step = await skill.ConfirmAsync(context, ct);
            }

            if (step is Step.Offer offer)
            {
                await OfferAsync(turn, frame, offer.Confirmation, ct);
                return;
            }

            if (step is Step.Skipped)
            {
                step = await skill.RunAsync(context, ct);
            }

            if (Settle(turn, frame, step) is not { } next)
            {
                return;
            }

            frame = next;
        }

        turn.Decide("gave up after too many rounds");
        turn.State.Frames.Remove(frame);
        turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.Stuck));
    }

    /// <summary>Runs what was confirmed, exactly as it was shown (C05).</summary>
    public async Task RunConfirmedAsync(Turn turn, ConfirmedContent confirmed, Frame? waiting, CancellationToken ct)
    {
        var slots = JsonSerializer.Deserialize<Dictionary<string, string>>(confirmed.Content, DomainJson.Options) ?? [];
        var frame = waiting ?? Open(turn, confirmed.Skill, slots);
        frame.Slots = new Dictionary<string, string>(slots, StringComparer.Ordinal);
        frame.ConfirmationToken = null;
        turn.Decide($"confirmed {confirmed.Skill} {confirmed.Amount}");
        var step = await skills.Get(confirmed.Skill).RunAsync(new SkillContext(turn, frame) { ConfirmedHash = confirmed.ContentHash }, ct);
        if (Settle(turn, frame, step) is { } next)
        {
            await AdvanceAsync(turn, next, ct);
        }
    }

    /// <summary>A summary that no longer says what would be done must not be confirmed.</summary>
    public static async Task WithdrawAsync(Turn turn, Frame frame, CancellationToken ct)
    {
        if (frame.ConfirmationToken is { } token)
        {
            frame.ConfirmationToken = null;
            await turn.SendAsync(new WithdrawConfirmation(token), ct);
            turn.Decide("withdrew the confirmation");
        }
    }

    /// <summary>Asks what is still open in the frame; skipped when there is nothing left to ask.</summary>
    private static async Task<Step> AskAsync(ISkill skill, SkillContext context, CancellationToken ct)
    {
        foreach (var slot in skill.Slots)
        {
            if (context[slot.Name] is not null)
            {
                continue;
            }

            var step = await slot.PromptAsync(context, ct);
            if (step is Step.Ask ask)
            {
                Show(context.Turn, context.Frame, slot.Name, ask.Question);
            }

            if (step is not Step.Skipped)
            {
                return step;
            }
        }

        context.Frame.StopAsking();
        return Step.Skip;
    }

    private static void Show(Turn turn, Frame frame, string slot, Question question)
    {
        var again = frame.Expecting == slot;
        frame.Expecting = slot;
        frame.Choices = [.. question.Choices ?? []];
        frame.Default = question.Default;
        turn.Prompted.Add(frame.Id);
        turn.Decide($"asked for {slot}");
        if (question.Card is { } card && !again)
        {
            turn.Show(card with { Text = question.Text });
        }
        else
        {
            turn.Show(ChoiceCards.Question(frame, slot, question));
        }
    }

    /// <returns>The frame to go on with; null when the turn has nothing more to do here.</returns>
    private static Frame? Settle(Turn turn, Frame frame, Step step)
    {
        switch (step)
        {
            case Step.GoAgain again:
                foreach (var slot in again.Emptied)
                {
                    frame.Slots.Remove(slot);
                }

                return frame;
            case Step.Finished:
                turn.State.Frames.Remove(frame);
                Correction.Remember(turn.State, frame);
                turn.Decide($"finished {frame.Skill}");
                if (turn.State.Top is { AwaitsSignIn: true } waiting && turn.SignedIn)
                {
                    waiting.AwaitsSignIn = false;
                    return waiting;
                }

                if (frame.Skill == SkillNames.SignIn && turn.State.Top is { AwaitsSignIn: true } stranded)
                {
                    // Nobody signed in (locked, too many codes): what waited for it is put aside, not lost.
                    turn.State.Frames.Remove(stranded);
                    stranded.AwaitsSignIn = false;
                    turn.State.Shelved = stranded;
                    turn.Show(ChoiceCards.OfferResume(turn.Texts, turn.Texts.Chat.ThisTopic));
                }

                return null;
            default:
                return null;
        }
    }

    private Frame AskToSignIn(Turn turn, Frame frame)
    {
        frame.AwaitsSignIn = true;
        frame.StopAsking();
        if (turn.State.Frames.FindLast(f => f.Skill == SkillNames.SignIn) is { } begun)
        {
            // Already on it: the address or the code that was asked for is still what is missing.
            turn.State.Frames.Remove(begun);
            turn.State.Frames.Add(begun);
            turn.Say(frame.InsteadOfPerson ? turn.Texts.SignIn.ForTheTicket : turn.Texts.SignIn.NotedMeanwhile);
            return begun;
        }

        var topic = skills.Get(frame.Skill).Topic(turn.Texts);
        turn.Say(turn.IsOutside ? turn.Texts.SignIn.NeededHere(topic) : turn.Texts.SignIn.NeededFor(topic));
        turn.Decide("sign-in needed first");
        return Open(turn, SkillNames.SignIn, new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private static async Task OfferAsync(Turn turn, Frame frame, ConfirmationCard confirmation, CancellationToken ct)
    {
        var content = JsonSerializer.Serialize(frame.Slots, DomainJson.Options);
        var offered = await turn.SendAsync(new OfferConfirmation(frame.Skill, confirmation.ContentHash, content, confirmation.Amount), ct);
        if (offered.Error is { } error)
        {
            turn.State.Frames.Remove(frame);
            turn.Decide($"refused: {error.Code}");
            turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.Refusal(error)));
            return;
        }

        foreach (var other in turn.State.Frames)
        {
            // Offering one withdraws the conversation's others.
            other.ConfirmationToken = null;
        }

        frame.ConfirmationToken = offered.Value.Token;
        turn.Prompted.Add(frame.Id);
        turn.Decide($"offered a confirmation of {frame.Skill} {confirmation.Amount}");
        turn.Show(confirmation.Summary with
        {
            Actions =
            [
                new(ActionIds.Confirm(offered.Value.Token), confirmation.ConfirmLabel, confirmation.Style),
                .. confirmation.Summary.Actions ?? [],
                new(ActionIds.Cancel(frame.Id), turn.Texts.Chat.NotNow),
            ],
        });
    }

    /// <summary>The hash of what a confirmation shows, for skills whose requests have none of their own.</summary>
    public static string HashOf(Frame frame)
    {
        var text = frame.Skill + "\n" + string.Join('\n', frame.Slots.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
