using System.Globalization;
using EzSolutions.Bot.Languages;
using EzSolutions.Bot.Skills.Accounts;
using EzSolutions.Bot.Skills.Billing;
using EzSolutions.Bot.Skills.Ordering;
using EzSolutions.Bot.Skills.Provisioning;
using EzSolutions.Bot.Understanding;
using EzSolutions.Bot.Understanding.Models;

namespace EzSolutions.Bot.Dialogue;

/// <summary>Turns what was typed into moves, in the light of what was asked. Unsure means asking, never guessing.</summary>
internal sealed class TextReader(IRecogniser recogniser, SkillCatalog skills, CorrectionReader corrections)
{
    /// <summary>Below this a request is asked about instead of acted on.</summary>
    private const double Sure = 0.6;

    /// <summary>Enough when it adds to the request already in progress.</summary>
    private const double SureInContext = 0.35;

    /// <summary>Enough to believe that words in answer to a question are a command instead.</summary>
    private const double SureOfCommand = 0.8;

    /// <summary>More words than this describe something, they do not ask for a person.</summary>
    private const int MostWordsOfCommand = 9;

    private static readonly Dictionary<string, string> NoSlots = new(StringComparer.Ordinal);

    private static readonly HashSet<string> Fillers =
        new([SkillNames.Greet, SkillNames.Thanks, SkillNames.Goodbye, SkillNames.Deny], StringComparer.Ordinal);

    /// <summary>What can always be said, whatever the question.</summary>
    private static readonly HashSet<string> Commands =
        new([SkillNames.Cancel, SkillNames.Repeat, SkillNames.TalkToHuman, SkillNames.SignOut, SkillNames.Help], StringComparer.Ordinal);

    public async Task<IReadOnlyList<Move>> ReadAsync(Turn turn, string text, CancellationToken ct)
    {
        var frame = turn.State.Top;
        var slot = frame?.Expecting is { } name ? skills.Get(frame.Skill).Slots.FirstOrDefault(s => s.Name == name) : null;
        if (frame is not null && slot is not null && Offered(frame, text) is { } choice)
        {
            return [new Move.Fill(frame.Id, slot.Name, choice.Value, Typed: true)];
        }

        var heard = Glossary.Read(text, turn.Texts.Code).Text;
        if (slot?.Kind != AnswerKind.Text && Mentioned(turn, heard) is { } correction)
        {
            return [correction];
        }

        if (slot?.Kind != AnswerKind.Text && turn.State.Frames.FindLast(f => ChangeWish.Of(skills.Get(f.Skill), heard) is not null) is { } changed)
        {
            return [new Move.Change(changed.Id, ChangeWish.Of(skills.Get(changed.Skill), heard)!)];
        }

        if (!text.Any(char.IsLetterOrDigit) && slot?.Kind != AnswerKind.Text && Wordless(text, turn.Texts.Code))
        {
            return [new Move.Missed()];
        }

        if (frame is { Skill: SkillNames.OrderService } && frame[SlotNames.Plan] is not null && OrderServiceSkill.IsTooDear(heard))
        {
            return [new Move.Request(SkillNames.OrderService, new Dictionary<string, string>(StringComparer.Ordinal) { [SlotNames.Choice] = "smaller" })];
        }

        if (frame?.ConfirmationToken is null && MayComplain(slot, text) && Complaint.Is(text))
        {
            return [new Move.Complain()];
        }

        var context = await ContextAsync(turn, frame, ct);
        var understanding = Advised(turn, frame, recogniser.Recognise(text, context));
        turn.Understandings.Add(understanding);
        turn.Decide("understood " + string.Join(", ", understanding.Requests.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Skill} {r.Confidence:0.00}"))));
        if (frame?.Expecting is not null && (AsksForPerson(text, context) || (slot?.Kind != AnswerKind.Text && understanding.Requests.Any(IsPerson))))
        {
            // Whatever was asked: nobody is kept from a person by an open question.
            return [new Move.Request(SkillNames.TalkToHuman, NoSlots)];
        }

        if (slot?.Kind is null or AnswerKind.Choice or AnswerKind.Pattern && understanding.Requests is [{ } only] && AboutRules(turn, only, heard) is { } asked)
        {
            return [new Move.Request(SkillNames.AskKnowledge, new Dictionary<string, string>(StringComparer.Ordinal) { [SlotNames.Query] = asked })];
        }

        if (frame is not null && slot is not null && Answer(frame, slot, text, understanding) is { } answer)
        {
            return [answer];
        }

        if (OfWaiting(turn, text, understanding) is { } chosen)
        {
            return [chosen];
        }

        var moves = Requests(turn, frame, text, understanding);
        if (frame is null && corrections.Read(turn, heard, context, moves) is { } instead)
        {
            turn.Decide("read as a correction of what came last");
            return [instead];
        }

        return moves switch
        {
            [Move.Request { Skill: SkillNames.SignIn } idle] when idle.Slots.Count > 0 && idle.Slots.Keys.All(s => s is SlotNames.Choice or SlotNames.Affirmed)
                && ForWaiting(turn, text, context) is { } waits => [waits],
            [Move.Missed or Move.Unclear or Move.Request { Skill: SkillNames.OutOfScope }] when (ForWaiting(turn, text, context) ?? corrections.OfOffer(turn, text, context)) is { } meant => [meant],
            [Move.Request { Skill: SkillNames.OrderService } order] when !CorrectionReader.NamesPlan(order) && corrections.OfOffer(turn, text, context) is { Skill: SkillNames.OrderService } offered => [offered],
            _ => moves,
        };
    }

    private static MessageUnderstanding Advised(Turn turn, Frame? frame, MessageUnderstanding offline)
    {
        // P07: a code is no model's business, whatever it was asked before.
        if (turn.Advice is not { } advice || frame?.Expecting == SlotNames.Code)
        {
            return offline;
        }

        turn.Decide(advice.Note);
        return ProposedUnderstanding.Of(offline, advice);
    }

    /// <summary>"??" and a face say nothing; a thumb says yes or no.</summary>
    private bool Wordless(string text, string language) =>
        recogniser.Recognise(text, RecognitionContext.Empty with { Language = language }).First.Skill is not (SkillNames.Affirm or SkillNames.Deny or SkillNames.Thanks or SkillNames.Greet or SkillNames.Goodbye);

    /// <summary>What to look up for a question about how things are done here, which only sounds like a wish.</summary>
    private static string? AboutRules(Turn turn, Understood asked, string heard) =>
        MayBeAboutPaying(asked) && WaysToPay.AreAskedFor(heard, turn.SignedIn) ? WaysToPay.Question(heard)
        : MayBeAboutRefunds(asked) && RefundRules.AreAskedFor(heard) ? RefundRules.Question
        : null;

    private static bool MayBeAboutRefunds(Understood asked) =>
        asked.Skill is SkillNames.RefundRequest or SkillNames.OutOfScope or SkillNames.AskKnowledge || asked.Confidence < Sure;

    private static bool MayBeAboutPaying(Understood asked) =>
        asked.Skill is SkillNames.PayInvoice or SkillNames.UpdatePaymentMethod or SkillNames.OutOfScope or SkillNames.AskKnowledge || asked.Confidence < Sure;

    private bool AsksForPerson(string text, RecognitionContext context)
    {
        if (text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length > MostWordsOfCommand)
        {
            return false;
        }

        var alone = recogniser.Recognise(text, context with { ActiveSkill = null, ExpectedSlot = null, ChoiceTexts = [] });
        return alone.Requests is [{ } asked] && IsPerson(asked);
    }

    private static bool IsPerson(Understood asked) =>
        asked.Skill == SkillNames.TalkToHuman && asked.Confidence >= SureOfCommand && !asked.Slots.ContainsKey(SlotNames.Negated);

    /// <summary>Asked to describe something, what sounds like a complaint is the description; a single word may be the name that was asked for.</summary>
    private static bool MayComplain(Slot? slot, string text) => slot?.Kind switch
    {
        AnswerKind.Text => false,
        AnswerKind.Word => text.Trim().Any(char.IsWhiteSpace),
        _ => true,
    };

    /// <summary>A value named outright, for whichever request in progress it belongs to; the active one first.</summary>
    private Move.Fill? Mentioned(Turn turn, string text)
    {
        foreach (var frame in Enumerable.Reverse(turn.State.Frames))
        {
            foreach (var slot in skills.Get(frame.Skill).Slots)
            {
                if (slot.Mentioned(text) is { } value)
                {
                    return new Move.Fill(frame.Id, slot.Name, value, Typed: true);
                }
            }
        }

        return null;
    }

    /// <summary>"The last one", asked for an e-mail address: one of the choices that a request beneath still waits for.</summary>
    private static Move.Fill? OfWaiting(Turn turn, string text, MessageUnderstanding understanding)
    {
        if (turn.State.Top is not { Choices.Count: 0 } || turn.State.Frames.FindLast(f => f is { Expecting: not null, Choices.Count: > 0 }) is not { } waiting)
        {
            return null;
        }

        var which = understanding.Requests is [{ } only] ? only.Slots.GetValueOrDefault(SlotNames.Choice) : null;
        var picked = Offered(waiting, text) ?? (which is null ? null : Pick(waiting.Choices, which));
        return picked is null ? null : new Move.Fill(waiting.Id, waiting.Expecting!, picked.Value, Typed: true);
    }

    /// <summary>"Ubuntu", asked for an e-mail address: belongs to the order that waits for the sign-in.</summary>
    private Move.Request? ForWaiting(Turn turn, string text, RecognitionContext context)
    {
        if (turn.State.Frames.FindLast(f => f.AwaitsSignIn) is not { } waiting)
        {
            return null;
        }

        var read = recogniser.Recognise(text, context with { ActiveSkill = waiting.Skill, ExpectedSlot = null, ChoiceTexts = [] });
        return read.Requests is [{ } request] && request.Skill == waiting.Skill && request.Slots.Count > 0 ? new Move.Request(request.Skill, request.Slots) : null;
    }

    /// <summary>The answer in the customer's own words, when it is one.</summary>
    private static Move.Fill? Answer(Frame frame, Slot slot, string text, MessageUnderstanding understanding)
    {
        var trimmed = text.Trim();
        var first = understanding.First;
        var command = understanding.Requests.Count == 1 && Commands.Contains(first.Skill) && first.Confidence >= SureOfCommand;
        return slot.Kind switch
        {
            AnswerKind.Pattern when slot.Find(trimmed) is { } found => new Move.Fill(frame.Id, slot.Name, found, Typed: true),
            AnswerKind.Word when !command && !Means(first, SkillNames.Affirm, SkillNames.Deny) && trimmed.Length > 0 && !trimmed.Any(char.IsWhiteSpace) =>
                new Move.Fill(frame.Id, slot.Name, trimmed, Typed: true),
            AnswerKind.Text when trimmed.Length > 0 && !(command && trimmed.Split(' ').Length <= 6) => new Move.Fill(frame.Id, slot.Name, trimmed, Typed: true),
            _ => null,
        };
    }

    private static List<Move> Requests(Turn turn, Frame? frame, string text, MessageUnderstanding understanding)
    {
        var requests = understanding.Requests.ToList();
        if (requests.Count > 1)
        {
            requests.RemoveAll(r => Fillers.Contains(r.Skill));
        }

        if (frame is not null && requests.Any(r => r.Skill == frame.Skill && r.Slots.Count > 0))
        {
            // "Yes, but yearly": the change counts, and the new summary is asked about again (C05).
            requests.RemoveAll(r => r.Skill == SkillNames.Affirm);
        }

        return requests.Count == 0 ? [Read(turn, frame, text, understanding.First)] : [.. requests.Select(r => Read(turn, frame, text, r))];
    }

    private static Move Read(Turn turn, Frame? frame, string text, Understood request)
    {
        var inContext = frame is not null && request.Skill == frame.Skill;
        var enough = inContext ? SureInContext : Sure;
        if (request.Confidence < enough && request.Skill != SkillNames.OutOfScope)
        {
            if (frame?.Expecting is not null)
            {
                return new Move.Missed();
            }

            turn.State.Said = text;
            string[] likely = [request.Skill, .. request.Alternatives.Where(a => a.Confidence >= 0.08).Select(a => a.Skill)];
            string[] offered = [.. likely.Distinct(StringComparer.Ordinal).Where(s => !SkillRisk.IsConversational(s) && s != SkillNames.OutOfScope).Take(3)];
            if (offered.Length == 0)
            {
                return new Move.Missed();
            }

            turn.Decide(string.Create(CultureInfo.InvariantCulture, $"policy: asked which is meant, because {request.Skill} {request.Confidence:0.00} is below {enough:0.00}"));
            return new Move.Unclear(offered, offered[0] == request.Skill ? request.Slots : NoSlots);
        }

        if (frame?.Expecting is not null && SkillRisk.IsConversational(request.Skill) && request.Confidence < SureOfCommand)
        {
            // A word we don't know, in answer to a question, is no thanks and no hello.
            return new Move.Missed();
        }

        if (request.Slots.GetValueOrDefault(SlotNames.Negated) == "true")
        {
            return new Move.Refrain(request.Skill);
        }

        switch (request.Skill)
        {
            case SkillNames.SignOut when !SignOutWish.IsPlain(request, text):
                turn.Decide("policy: signing out is asked about unless it is said plainly");
                return new Move.Unclear([SkillNames.SignOut], NoSlots);
            case SkillNames.Thanks or SkillNames.Greet when frame?.Expecting is not null && ++frame.Refusals >= RequestRunner.MostRefusals:
                // Friendly, and still no answer: the question is not asked for ever.
                return new Move.Missed();
            case SkillNames.Affirm:
                return new Move.Affirm();
            case SkillNames.Deny:
                return new Move.Deny();
            case SkillNames.Cancel:
                return new Move.Cancel(null);
            case SkillNames.Repeat when frame?.Expecting == SlotNames.Code:
                // "Send it again", "I didn't get it": the code is meant, not our sentence.
                return new Move.Fill(frame.Id, SlotNames.Code, CodeSlot.Resend, Typed: true);
            case SkillNames.Repeat:
                return new Move.Repeat();
            case SkillNames.OutOfScope when frame?.Expecting is not null || frame?.ConfirmationToken is not null:
                return new Move.Missed();
            case SkillNames.OutOfScope:
                turn.State.Said = text;
                break;
        }

        if (inContext && request.Skill == SkillNames.OrderService && frame![SlotNames.Plan] is not null
            && request.Slots.Keys.All(s => s == SlotNames.ProductType) && request.Slots.Count == 1)
        {
            // "What hosting do you have?" in the middle of an order: looked at, the order stays.
            return new Move.Request(SkillNames.BrowsePlans, request.Slots);
        }

        if (inContext && frame!.Expecting == SlotNames.BillingCycle && request.Slots.TryGetValue(SlotNames.BillingCycle, out var cycle) && CycleSlot.AsksPrice(text)
            && frame.Choices.Find(c => c.Value == cycle) is { } priced)
        {
            // "How much is it per year?" is no wish to pay by the year.
            return new Move.Tell(priced.Label);
        }

        if (inContext && frame!.Expecting is { } slot && request.Slots.TryGetValue(SlotNames.Choice, out var which) && Pick(frame.Choices, which) is { } picked)
        {
            return new Move.Fill(frame.Id, slot, picked.Value, Typed: true);
        }

        return request.Skill switch
        {
            SkillNames.BackupService when BackupServiceSkill.OnlyLooks(text) => With(request, BackupServiceSkill.Look, "true"),
            SkillNames.UpgradeService when !turn.SignedIn && CorrectionReader.NamesSize(request) && !UpgradeServiceSkill.SpeaksOfOne(text) =>
                new Move.Request(SkillNames.BrowsePlans, request.Slots),
            SkillNames.UpgradeService when !request.Slots.ContainsKey(SlotNames.Plan) && UpgradeServiceSkill.WantsNext(text) => With(request, SlotNames.Choice, "bigger"),
            SkillNames.UpgradeService when UpgradeServiceSkill.WantsLess(Glossary.Read(text, turn.Texts.Code).Text) => With(request, SlotNames.Choice, "smaller"),
            _ => new Move.Request(request.Skill, request.Slots),
        };
    }

    private static Move.Request With(Understood request, string slot, string value) =>
        new(request.Skill, new Dictionary<string, string>(request.Slots, StringComparer.Ordinal) { [slot] = value });

    private static bool Means(Understood understood, params string[] names) => names.Contains(understood.Skill) && understood.Confidence >= SureOfCommand;

    /// <summary>The choice that was typed out, as its label or by its number.</summary>
    private static Choice? Offered(Frame frame, string text)
    {
        var typed = text.Trim().TrimEnd('.', '!');
        return frame.Choices.FirstOrDefault(c => typed.Equals(c.Label, StringComparison.OrdinalIgnoreCase) || typed.Equals(c.Value, StringComparison.OrdinalIgnoreCase))
            ?? (typed.Length <= 2 ? Pick(frame.Choices, typed) : null);
    }

    private static Choice? Pick(List<Choice> choices, string which) =>
        which == "last" ? choices.LastOrDefault()
        : int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= choices.Count ? choices[number - 1]
        : null;

    private static async Task<RecognitionContext> ContextAsync(Turn turn, Frame? frame, CancellationToken ct) => new(
        [.. (await turn.ProductsAsync(ct)).Select(p => p.Name)],
        [.. (await turn.ServicesAsync(ct)).Select(s => s.Label)],
        frame?.Skill,
        frame?.Expecting,
        [.. (frame?.Choices ?? []).Select(c => c.Label)],
        DateOnly.FromDateTime(turn.Now.UtcDateTime),
        turn.Texts.Code);
}
