using EzSolutions.Application.Conversations.Confirmations;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Dialogue;

/// <summary>Carries out what the customer did, move by move.</summary>
internal sealed class MoveRunner(SkillCatalog skills, FrameRunner frames, RequestRunner requests)
{
    public async Task RunAsync(Turn turn, IReadOnlyList<Move> moves, CancellationToken ct)
    {
        var depth = turn.State.Frames.Count;
        if (moves.Count > 1)
        {
            // A question beside a request is answered first: the request may take a while.
            moves = [.. WithCoupon(moves).OrderBy(m => m is Move.Request { Skill: SkillNames.AskKnowledge } ? 0 : 1)];
        }

        for (var i = 0; i < moves.Count; i++)
        {
            // The first request still needs something of the customer: the others wait their turn. Nobody waits to be let to a person.
            if (i > 0 && moves[i] is Move.Request later && later.Skill != SkillNames.TalkToHuman && turn.State.Frames.Count > depth)
            {
                turn.State.Queue.Add(new QueuedRequest(later.Skill, new Dictionary<string, string>(later.Slots, StringComparer.Ordinal), turn.Said));
                turn.Decide($"queued {later.Skill}");
                continue;
            }

            await RunAsync(turn, moves[i], ct);
        }

        await TakeUpAsync(turn, ct);
    }

    /// <summary>"Order a VPS S with my coupon": one request, so that the first summary has it already.</summary>
    private static IEnumerable<Move> WithCoupon(IReadOnlyList<Move> moves)
    {
        var coupon = moves.OfType<Move.Request>().FirstOrDefault(r => r.Skill == SkillNames.ApplyCoupon && r.Slots.ContainsKey(SlotNames.CouponCode));
        return coupon is null || !moves.Any(m => m is Move.Request { Skill: SkillNames.OrderService })
            ? moves
            : moves.Where(m => m != coupon).Select(m => m is Move.Request { Skill: SkillNames.OrderService } order
                ? order with { Slots = new Dictionary<string, string>(order.Slots, StringComparer.Ordinal) { [SlotNames.CouponCode] = coupon.Slots[SlotNames.CouponCode] } }
                : m);
    }

    private Task RunAsync(Turn turn, Move move, CancellationToken ct) => move switch
    {
        Move.Request request => requests.RequestAsync(turn, request.Skill, request.Slots, ct),
        Move.Fill fill => requests.FillAsync(turn, fill, ct),
        Move.Change change => requests.ChangeAsync(turn, change, ct),
        Move.Confirm confirm => ConfirmAsync(turn, confirm.Token, ct),
        Move.Affirm => AffirmAsync(turn, ct),
        Move.Deny => DenyAsync(turn, ct),
        Move.Cancel cancel => CancelAsync(turn, cancel.FrameId, ct),
        Move.Repeat => Done(() => RepeatLast(turn)),
        Move.Refrain refrain => RefrainAsync(turn, refrain.Skill, ct),
        Move.Speak speak => Done(() => Speak(turn, speak.Code)),
        Move.Resume => requests.ResumeAsync(turn, ct),
        Move.Unclear unclear => Done(() => turn.Show(ChoiceCards.DidYouMean(turn, unclear.Skills, unclear.Slots))),
        Move.Missed => Done(() => RequestRunner.Missed(turn)),
        Move.Tell tell => Done(() => turn.Say(tell.Text)),
        Move.StopWaiting => Done(() => WelcomeBack(turn)),
        Move.Complain => ComplainAsync(turn, ct),
        Move.FileAlone => Done(() => turn.Show(ChoiceCards.WhatIsTheFile(turn.Texts))),
        Move.StaleButton => Done(() => turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.StaleButton))),
        _ => throw new InvalidOperationException($"No way to carry out {move.GetType().Name}."),
    };

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
        turn.Say(turn.Texts.Error.Of(consumed.Error));
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
            await requests.FillAsync(turn, new Move.Fill(asking.Id, slot, value, Typed: true), ct);
        }
        else if (turn.State.YesMeans is { } action && ActionIds.Read(action) is { } move)
        {
            turn.State.YesMeans = null;
            await RunAsync(turn, move, ct);
        }
        else
        {
            turn.Decide("yes with nothing pending");
            turn.Show(ChoiceCards.WayOn(turn.Texts, turn.Texts.Chat.NothingToConfirm));
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
        else if (turn.State.Top is { Expecting: { } slot } asking && skills.Get(asking.Skill) is var skill && skill.Slots.First(s => s.Name == slot).Kind == AnswerKind.Choice)
        {
            await NoneOfThemAsync(turn, asking, skill, ct);
        }
        else
        {
            RequestRunner.Missed(turn);
        }
    }

    /// <summary>None of the choices: what led to them may be changed, else it is left.</summary>
    private static async Task NoneOfThemAsync(Turn turn, Frame asking, ISkill skill, CancellationToken ct)
    {
        if (!skill.Slots.Any(s => asking[s.Name] is not null && s.ChangeLabel(turn.Texts) is not null))
        {
            await CancelAsync(turn, asking.Id, ct);
            return;
        }

        turn.Prompted.Add(asking.Id);
        turn.Show(ChoiceCards.WhatToChange(turn, asking, skill));
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

    /// <summary>What was asked is asked again afterwards, in the new language.</summary>
    private static void Speak(Turn turn, string? language)
    {
        if (language is null || !SpokenLanguages.All.Contains(language))
        {
            turn.Show(ChoiceCards.Languages(turn.Texts));
            return;
        }

        turn.Speak(language);
        turn.State.LanguageChosen = true;
        turn.Say(turn.Texts.Language.Switched);
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

    /// <summary>As the button "that didn't help" does, where the last answer had one; else with the same ways on.</summary>
    private async Task ComplainAsync(Turn turn, CancellationToken ct)
    {
        var rates = turn.State.LastReply.SelectMany(e => e.Card?.Actions ?? []).Select(a => a.Url is null ? ActionIds.Read(a.Id) : null).OfType<Move.Request>()
            .FirstOrDefault(r => r.Slots.ContainsKey(Skills.Support.AskKnowledgeSkill.DidNotHelp));
        turn.Decide("told that it did not help");
        if (rates is not null)
        {
            await RunAsync(turn, rates, ct);
            return;
        }

        if (turn.State.Top is { Expecting: not null } asking)
        {
            turn.Show(ChoiceCards.Sorry(turn, asking, skills.Get(asking.Skill)));
            return;
        }

        turn.Show(KnowledgeCards.WayOn(turn.Texts, turn.Texts.Knowledge.SorryItDidNot));
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

    /// <summary>Nobody else is coming; what was under way is taken up again by itself.</summary>
    private static void WelcomeBack(Turn turn)
    {
        var texts = turn.Texts.Handoff;
        if (turn.State.Top is null)
        {
            turn.Show(ChoiceCards.WayOn(turn.Texts, $"{texts.BackByChoice}\n{texts.AnythingElse}"));
        }
        else
        {
            turn.Say(texts.BackByChoice);
        }
    }

    /// <summary>What waited is taken up again: first the frame beneath, else the next request of the message.</summary>
    private async Task TakeUpAsync(Turn turn, CancellationToken ct)
    {
        while (turn.Handoff is null)
        {
            if (turn.State.Top is { } top)
            {
                if (top.Skill == SkillNames.SignIn && turn.SignedIn)
                {
                    // Done on the way.
                    turn.State.Frames.Remove(top);
                    continue;
                }

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
            turn.Said = next.Said;
            await requests.RequestAsync(turn, next.Skill, next.Slots, ct);
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

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
