using EzSolutions.Bot.Understanding.Entities;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding;

/// <summary>Chooses, among everything found in a stretch of tokens, the values one skill needs.</summary>
internal static class SlotFilling
{
    public static Dictionary<string, string> Fill(Scan scan, int first, int end, string skill)
    {
        var slots = new Dictionary<string, string>(StringComparer.Ordinal);
        var places = new Dictionary<string, Entity>(StringComparer.Ordinal);
        foreach (var entity in scan.Entities)
        {
            if (entity.First < first || entity.Last >= end || SlotFor(scan, entity, skill) is not { } slot) continue;
            if (places.TryGetValue(slot, out var before) && !Replaces(scan, before, entity)) continue;
            slots[slot] = entity.Value;
            places[slot] = entity;
        }

        if (skill == SkillNames.BrowsePlans && ComparesPlans(scan, first, end)) slots.Remove(SlotNames.Plan);
        if (slots.ContainsKey(SlotNames.Service) || slots.ContainsKey(SlotNames.Domain)) slots.Remove(SlotNames.Reference);
        return slots;
    }

    private static string? SlotFor(Scan scan, Entity entity, string skill)
    {
        if (entity.Slot == SlotNames.ProductType && IsInsidePlan(scan, entity)) return null;
        if (SkillSlots.Takes(skill, entity.Slot)) return entity.Slot;
        return entity.Slot switch
        {
            SlotNames.Domain when SkillSlots.Takes(skill, SlotNames.Service) => SlotNames.Service,
            SlotNames.Domain when skill == SkillNames.OrderService && entity.Value.Split('.').Length > 2 => SlotNames.Hostname,
            SlotNames.Service when SkillSlots.Takes(skill, SlotNames.Domain) && Shapes.IsDomain(entity.Value) => SlotNames.Domain,
            Entity.Name or SlotNames.Hostname when SkillSlots.Takes(skill, SlotNames.Service) => SlotNames.Service,
            Entity.Name when skill == SkillNames.ApplyCoupon => SlotNames.CouponCode,
            SlotNames.CouponCode when SkillSlots.Takes(skill, SlotNames.Service) => SlotNames.Service,
            Entity.Number when TakesBareAmount(scan, entity, skill) => SlotNames.Amount,
            SlotNames.Reference when SkillSlots.Of(skill).Length > 0 => SlotNames.Reference,
            _ => null,
        };
    }

    // "VPS S or VPS M?": both are wanted, so neither is the one.
    private static bool ComparesPlans(Scan scan, int first, int end)
    {
        string? plan = null;
        foreach (var entity in scan.Entities)
        {
            if (entity.Slot != SlotNames.Plan || entity.First < first || entity.Last >= end) continue;
            if (plan is not null && plan != entity.Value) return true;
            plan = entity.Value;
        }

        return false;
    }

    private static bool IsInsidePlan(Scan scan, Entity product) =>
        scan.Entities.Exists(entity => entity.Slot == SlotNames.Plan && entity.Covers(product.First));

    private static bool TakesBareAmount(Scan scan, Entity number, string skill) =>
        skill is SkillNames.AddFunds or SkillNames.ExplainCharge or SkillNames.RefundRequest &&
        scan.Word(number.Last + 1) is not ("times" or "x" or "day" or "days" or "hours" or "hour" or "weeks" or "week" or "months" or "invoices" or "minutes"
            or "th" or "jan" or "feb" or "march" or "april" or "may" or "june" or "july");

    // The later value wins where the earlier one was taken back: "monthly, no wait, yearly", "from debian to ubuntu", "not monthly but yearly".
    private static bool Replaces(Scan scan, Entity before, Entity after)
    {
        if (scan.Word(after.First - 1) is "not" or "than" or "from" or "of" && scan.Word(after.First - 2) is "instead" or "rather" or "," or "but" or "not")
            return false;
        if (scan.Word(after.First - 1) is "not" or "than" or "from") return false;
        if (scan.Word(before.First - 1) is "from" or "not" || (scan.Word(before.First - 2) is "from" or "not")) return true;
        for (var i = before.Last + 1; i < after.First; i++)
            if (scan.Word(i) is "no" or "wait" or "actually" or "mean" or "meant" or "sorry" or "rather" or "oops" or "correction" or "scratch") return true;
        return false;
    }
}
