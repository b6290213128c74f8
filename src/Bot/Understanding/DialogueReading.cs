using EzSolutions.Bot.Understanding.Entities;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding;

/// <summary>Reads a message as an answer to what the conversation just asked, where it is one.</summary>
internal sealed class DialogueReading(Classification classification)
{
    private const double Certain = 0.97;
    private const double Likely = 0.85;

    // A reading this sure is a new request even while a question is open.
    private const double Interrupts = 0.75;

    public Understood? Read(Scan scan, Polarity polarity)
    {
        var context = scan.Context;
        if (polarity.Sign != Sign.None && polarity.End >= scan.Tokens.Count) return Plain(polarity.Sign);
        if (polarity.Sign == Sign.None && context.ActiveSkill is null && context.ChoiceTexts.Count == 0) return null;

        if (context.ActiveSkill == SkillNames.OrderService && AsksForSum(scan)) return new Understood(SkillNames.Repeat, Certain, new Dictionary<string, string>(), []);

        var rest = classification.Read(scan, polarity.End, scan.Tokens.Count);
        if (context.ExpectedSlot is SlotNames.Text or SlotNames.Query && context.ActiveSkill is not null) return Described(scan, rest);
        var slots = Answers(scan, polarity.End);
        if (slots.Count == 0) return polarity.Sign == Sign.None ? null : Answered(scan, polarity, rest);

        var plain = Residue(scan, polarity.End, slots) == 0;
        var interrupts = rest.InScope && rest.Confidence >= Interrupts && rest.Skill != context.ActiveSkill && !IsAnswerLike(context.ActiveSkill, rest.Skill)
            && !(rest.Skill == SkillNames.PayInvoice && slots.ContainsKey(SlotNames.BillingCycle));
        if (interrupts && !plain) return null;
        if (plain is false && rest.Confidence >= 0.9 && !rest.InScope) return null;
        if (polarity.Sign == Sign.Yes) slots[SlotNames.Affirmed] = "true";
        // With choices on the table but no skill active, the choice itself is all there is.
        return new Understood(context.ActiveSkill ?? SkillNames.OutOfScope, plain ? Certain : Likely, slots, rest.Alternatives);
    }

    private static Understood Plain(Sign sign) =>
        new(sign == Sign.Yes ? SkillNames.Affirm : SkillNames.Deny, Certain, new Dictionary<string, string>(), []);

    // "Yes, do that", "no, that's not it": what follows only underlines the answer, unless it is a request of its own.
    private static Understood? Answered(Scan scan, Polarity polarity, Reading rest)
    {
        var words = scan.Tokens.Count - polarity.End;
        switch (rest.Skill)
        {
            case SkillNames.Thanks when polarity.Weak:
                return null;
            case SkillNames.Affirm or SkillNames.Thanks or SkillNames.Greet:
                return Plain(polarity.Sign);
            case SkillNames.Deny:
                return Plain(polarity.Sign == Sign.No || Denies(scan, polarity.End) ? Sign.No : Sign.Yes);
            default:
                return words <= 3 && (rest.Confidence < 0.5 || (!rest.InScope && !polarity.Weak)) ? Plain(polarity.Sign) : null;
        }
    }

    // "What's the total", "so how much is it": said again, the order's question shows it.
    private static bool AsksForSum(Scan scan)
    {
        if (scan.Entities.Exists(entity => entity.Slot != SlotNames.Reference)) return false;
        var asked = false;
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            var word = scan.Word(i);
            if (word is "total" or "sum" or "altogether" || (word is "how" && scan.Word(i + 1) is "much")) asked = true;
            else if (!IsAboutSum(word)) return false;
        }

        return asked;
    }

    private static bool IsAboutSum(string word) => word is "what" or "what's" or "is" or "it" or "it's" or "the" or "that" or "this" or "so" or "ok" or "and" or "wait"
        or "much" or "will" or "would" or "be" or "do" or "does" or "i" or "have" or "to" or "pay" or "in" or "all" or "for" or "cost" or "now" or "then" or "again" or "my"
        or "price" or "amount" or "order" or "please" or "of" or "me" or "tell";

    private static bool Denies(Scan scan, int first)
    {
        for (var i = first; i < scan.Tokens.Count; i++)
            if (scan.Word(i) is "no" or "not" or "never" or "nope" || scan.Word(i).EndsWith("n't", StringComparison.Ordinal)) return true;
        return false;
    }

    // Asked to describe the problem, whatever is said is the description, except asking out of it.
    private static Understood? Described(Scan scan, Reading rest)
    {
        var leaves = rest.Confidence >= Interrupts && scan.Tokens.Count <= 8 &&
            rest.Skill is SkillNames.Cancel or SkillNames.TalkToHuman or SkillNames.Deny or SkillNames.Repeat or SkillNames.Help;
        if (leaves) return null;
        var skill = scan.Context.ActiveSkill!;
        var slots = SlotFilling.Fill(scan, 0, scan.Tokens.Count, skill);
        slots.Remove(SlotNames.Reference);
        slots[scan.Context.ExpectedSlot!] = scan.Clean.Trim();
        return new Understood(skill, Certain, slots, rest.Alternatives);
    }

    private static Dictionary<string, string> Answers(Scan scan, int first)
    {
        var context = scan.Context;
        var slots = context.ActiveSkill is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : SlotFilling.Fill(scan, first, scan.Tokens.Count, context.ActiveSkill);
        slots.Remove(SlotNames.Reference);
        if (context.ExpectedSlot is { } expected && !slots.ContainsKey(expected) && Asked(scan, first, expected) is { } value) slots[expected] = value;
        foreach (var entity in scan.Entities)
            if (entity.Slot == SlotNames.Choice && entity.Last >= first && !slots.ContainsKey(SlotNames.Choice)) slots[SlotNames.Choice] = entity.Value;
        return slots;
    }

    /// <summary>The value of the very slot asked for, in the short forms people answer with.</summary>
    private static string? Asked(Scan scan, int first, string slot)
    {
        foreach (var entity in scan.Entities)
        {
            if (entity.First < first) continue;
            if (entity.Slot == slot) return entity.Value;
            if (entity.Slot == Entity.Number && slot is SlotNames.RamGb or SlotNames.Vcpu or SlotNames.DiskGb or SlotNames.Amount or SlotNames.PeriodYears)
                return entity.Value;
            if (entity.Slot is SlotNames.RamGb or SlotNames.DiskGb && SizeGrammar.IsSize(slot)) return entity.Value;
            if (entity.Slot is Entity.Name or SlotNames.Domain or SlotNames.Hostname && slot is SlotNames.Service or SlotNames.Hostname) return entity.Value;
            if (entity.Slot is Entity.Address or SlotNames.Domain && slot == SlotNames.RecordValue) return entity.Value;
        }

        if (scan.Tokens.Count - first > 2) return null;
        var last = scan.Tokens.Count - 1;
        if (slot == SlotNames.Hostname && scan.Tokens[last].Kind is TokenKind.Word or TokenKind.Identifier)
            return scan.Clean[scan.Tokens[last].Start..scan.Tokens[last].End].ToLowerInvariant();
        if (slot == SlotNames.CouponCode) return scan.Clean[scan.Tokens[last].Start..scan.Tokens[last].End].ToUpperInvariant();
        return SizeGrammar.IsSize(slot) ? SpokenNumber(scan, first) : null;
    }

    private static string? SpokenNumber(Scan scan, int first)
    {
        for (var i = first; i < scan.Tokens.Count; i++)
            if (scan.TryNumber(i, out var number) && number > 0 && (scan.Word(i) is not ("a" or "one") || scan.Tokens.Count == 1))
                return number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return null;
    }

    private static int Residue(Scan scan, int first, Dictionary<string, string> slots)
    {
        var count = 0;
        for (var i = first; i < scan.Tokens.Count; i++)
            if (!IsFiller(scan.Word(i)) && !scan.Entities.Exists(entity => entity.Covers(i) && slots.ContainsValue(entity.Value))) count++;
        return count;
    }

    // Half-sentences of an order look like browsing, or like a yes.
    private static bool IsAnswerLike(string? active, string skill) =>
        SkillRisk.IsConversational(skill) && skill is not (SkillNames.Cancel or SkillNames.Help) ||
        (active is SkillNames.OrderService or SkillNames.UpgradeService or SkillNames.BrowsePlans &&
         skill is SkillNames.BrowsePlans or SkillNames.OrderService or SkillNames.UpgradeService);

    private static bool IsFiller(string word) => word is "the" or "a" or "an" or "one" or "please" or "i" or "i'd" or "i'll" or "want" or "take" or "use" or "go"
        or "with" or "for" or "it" or "is" or "it's" or "that" or "this" or "make" or "like" or "would" or "in" or "on" or "my" or "of" or "to" or "let's"
        or "lets" or "pick" or "choose" or "prefer" or "just" or "then" or "and" or "me" or "think" or "maybe" or "rather" or "billing" or "cycle" or "plan"
        or "option" or "number" or "instead" or "actually" or "thanks" or "ram" or "memory" or "disk" or "storage" or "cores" or "name" or "server" or "called"
        or "change" or "switch" or "version" or "linux" or "but" or "well" or "hmm" or "uh" or "um" or "so" or "do" or "get" or "give" or "we" or "can" or "be"
        or "no" or "not" or "wait" or "sorry" or "mean" or "meant" or "paid" or "pay" or "code" or "email" or "address" or "invoice" or "order" or "ticket";
}
