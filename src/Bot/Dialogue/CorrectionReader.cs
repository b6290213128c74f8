using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Dialogue;

/// <summary>Reads words that mean nothing by themselves as a change to what was offered, shown or done last.</summary>
internal sealed class CorrectionReader(IRecogniser recogniser)
{
    /// <summary>"No, my web2": more words say what to do with it.</summary>
    private const int MostWordsOfName = 3;

    /// <summary>"Monthly", after a plan was shown: an order of that plan.</summary>
    public Move.Request? OfOffer(Turn turn, string text, RecognitionContext context)
    {
        if (turn.State.YesMeans is not { } offered || ActionIds.Read(offered) is not Move.Request { Slots.Count: > 0 } request)
        {
            return null;
        }

        var read = recogniser.Recognise(text, context with { ActiveSkill = request.Skill, ExpectedSlot = null, ChoiceTexts = [] });
        if (read.Requests is not [{ } understood] || understood.Skill != request.Skill || understood.Slots.Count == 0)
        {
            return null;
        }

        var slots = new Dictionary<string, string>(request.Slots, StringComparer.Ordinal);
        foreach (var (name, value) in understood.Slots)
        {
            slots[name] = value;
        }

        return request with { Slots = slots };
    }

    /// <summary>"No, the bigger one", with nothing under way: something else than what was shown or done last.</summary>
    public Move? Read(Turn turn, string heard, RecognitionContext context, List<Move> moves)
    {
        var rest = moves switch
        {
            [Move.Unclear unclear] when unclear.Slots.ContainsKey(SlotNames.Choice) => Correction.Rest(heard) ?? heard,
            [Move.Deny or Move.Unclear or Move.Request { Skill: SkillNames.BrowsePlans, Slots.Count: <= 1 }] => Correction.Rest(heard),
            [Move.Request { Skill: SkillNames.ServiceStatus, Slots.Count: 1 }] when Correction.Rest(heard) is { } name && name.Split(' ').Length <= MostWordsOfName => name,
            [Move.Missed or Move.Request { Skill: SkillNames.OutOfScope }] => Correction.Rest(heard) ?? heard,
            [Move.Request { Skill: SkillNames.OrderService }] when turn.State.Done?.Skill == SkillNames.OrderService => Correction.Rest(heard),
            [Move.Affirm] when turn.State.YesMeans is null => heard,
            _ => null,
        };
        if (rest is null)
        {
            return null;
        }

        var done = turn.State.Done;
        var skill = done?.Skill is null or SkillNames.BrowsePlans ? SkillNames.OrderService : done.Skill;
        var read = recogniser.Recognise(rest, context with { ActiveSkill = skill, ExpectedSlot = null, ChoiceTexts = [] });
        if (read.Requests is not [{ Slots.Count: > 0 } wanted] || wanted.Skill != skill)
        {
            return null;
        }

        if (OfOffer(turn, rest, context) is { } offered)
        {
            return offered;
        }

        if (wanted.Slots.TryGetValue(SlotNames.Choice, out var which) && Correction.Shown(turn.State, which) is { } shown)
        {
            return shown;
        }

        if (done is null)
        {
            return NamesSize(wanted) ? new Move.Request(SkillNames.BrowsePlans, wanted.Slots) : new Move.Unclear([SkillNames.BrowsePlans, SkillNames.ServiceStatus], new Dictionary<string, string>(StringComparer.Ordinal));
        }

        var slots = new Dictionary<string, string>(done.Slots, StringComparer.Ordinal);
        foreach (var (name, value) in wanted.Slots)
        {
            slots[name] = value;
        }

        // Another order, or the one that was placed taken back: only they know.
        return done.Skill == SkillNames.OrderService
            ? new Move.Unclear([SkillNames.OrderService, SkillNames.CancelOrder], slots)
            : new Move.Request(skill, slots);
    }

    public static bool NamesSize(Understood wanted) => wanted.Slots.Keys.Any(s => s is SlotNames.Plan or SlotNames.RamGb or SlotNames.Vcpu or SlotNames.DiskGb);

    public static bool NamesPlan(Move.Request order) => order.Slots.Keys.Any(
        s => s is SlotNames.Plan or SlotNames.ProductType or SlotNames.RamGb or SlotNames.Vcpu or SlotNames.DiskGb or SlotNames.Amount or SlotNames.Choice or SlotNames.Reference);
}
