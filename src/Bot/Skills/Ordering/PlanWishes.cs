using EzSolutions.Application.Catalog;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Catalog;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Catalog;

namespace EzSolutions.Bot.Skills.Ordering;

/// <summary>"The bigger one", "with 8 gigs": wishes that name a plan without its name.</summary>
internal static class PlanWishes
{
    /// <summary>The sizes the present plan was picked for.</summary>
    private const string PickedFor = "picked_for";

    public static ProductView? Relative(SkillContext context, IReadOnlyList<ProductView> products, ProductView? current, string wish)
    {
        var type = current?.Type ?? PlanNeeds.From(s => context[s]).Type ?? ProductType.Vps;
        var ladder = products.Where(p => p.Type == type && p.InStock).OrderBy(p => PlanNeeds.Cheapest(p)?.Price.MinorUnits ?? long.MaxValue).ToList();
        if (ladder.Count == 0)
        {
            return current;
        }

        var at = current is null ? -1 : ladder.FindIndex(p => p.Code == current.Code);
        switch (wish)
        {
            case "biggest" or "last":
                return Chosen(context, ladder[^1]);
            case "cheapest" or "smallest":
                return Chosen(context, ladder[0]);
            case "bigger" when at >= 0 && at == ladder.Count - 1:
                context.Say(context.Texts.Order.NoBigger(current!.Name));
                return current;
            case "smaller" when at == 0:
                context.Say(context.Texts.Order.NoSmaller(current!.Name));
                return current;
            case "bigger" when at >= 0:
                return Chosen(context, ladder[at + 1]);
            case "smaller" when at > 0:
                return Chosen(context, ladder[at - 1]);
            default:
                return int.TryParse(wish, out var number) && number >= 1 && number <= ladder.Count && current is null ? Chosen(context, ladder[number - 1]) : current;
        }
    }

    /// <summary>The smallest plan that has what was asked for; several kinds, or none, are left to the question.</summary>
    public static ProductView? ForNeeds(SkillContext context, IReadOnlyList<ProductView> products, ProductView? current, PlanNeeds needs)
    {
        var type = needs.Type ?? current?.Type;
        context.Set(PickedFor, Sizes(context));
        return products
            .Where(p => p.InStock && (type is null || p.Type == type) && needs.Fits(p))
            .OrderBy(p => PlanNeeds.Cheapest(p)?.Price.MinorUnits ?? long.MaxValue)
            .FirstOrDefault();
    }

    public static bool SizesChanged(SkillContext context) => context[PickedFor] != Sizes(context);

    /// <summary>After a change of plan: what the new one does not offer is asked again.</summary>
    public static void DropWhatDoesNotFit(SkillContext context, ProductView product)
    {
        if (context[SlotNames.BillingCycle] is { } cycle
            && (Cycles.Read(cycle) is not { } read || PlanNeeds.CurrencyOf(product) is not { } currency || product.PriceFor(read, currency) is null))
        {
            context.Take(SlotNames.BillingCycle);
        }

        if (context[SlotNames.Os] is { } os)
        {
            Keep(context, SlotNames.Os, CatalogWords.Match(os, product.OperatingSystems));
        }

        if (context[SlotNames.Region] is { } region)
        {
            Keep(context, SlotNames.Region, Geography.Match(region, product.Regions));
        }
    }

    private static ProductView Chosen(SkillContext context, ProductView product)
    {
        // A plan picked by rank stands above sizes named before.
        context.Take(SlotNames.RamGb);
        context.Take(SlotNames.Vcpu);
        context.Take(SlotNames.DiskGb);
        context.Take(SlotNames.Amount);
        return product;
    }

    private static void Keep(SkillContext context, string slot, string? value)
    {
        if (value is null)
        {
            context.Take(slot);
        }
        else
        {
            context.Set(slot, value);
        }
    }

    private static string Sizes(SkillContext context) =>
        $"{context[SlotNames.RamGb]}/{context[SlotNames.Vcpu]}/{context[SlotNames.DiskGb]}/{context[SlotNames.Amount]}";
}
