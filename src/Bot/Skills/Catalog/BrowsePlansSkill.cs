using EzSolutions.Application.Catalog;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Skills.Catalog;

internal sealed class BrowsePlansSkill : ISkill
{
    public string Name => SkillNames.BrowsePlans;

    public string Topic(BotTexts texts) => texts.Order.PlansTopic;

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var texts = context.Texts;
        var needs = PlanNeeds.From(slot => context[slot]);
        var products = (await context.Turn.ProductsAsync(ct)).Where(p => needs.Type is null || p.Type == needs.Type).ToList();
        if (products.Count == 0)
        {
            context.Show(ChoiceCards.WayOn(texts, texts.Order.NothingOnSale));
            return Step.Finish;
        }

        var systems = products.SelectMany(p => p.OperatingSystems).Distinct(StringComparer.Ordinal).ToList();
        if (context[SlotNames.Os] is { } system && systems.Count > 0 && CatalogWords.Match(system, systems) is null)
        {
            context.Say(texts.Order.NoSuchOs([.. systems.Select(CatalogWords.Display)]));
        }

        if (context[SlotNames.Plan] is { } name && products.FirstOrDefault(p => p.Name == name) is { } named)
        {
            return One(context, named);
        }

        if (Wished(context, products) is { } wished)
        {
            return One(context, wished);
        }

        if (!needs.Any)
        {
            var kinds = products.GroupBy(p => p.Type).OrderBy(g => g.Key).ToList();
            foreach (var kind in kinds)
            {
                context.Show(PlanCards.Of(texts, texts.Order.PlansTitle(kind.Key), kind == kinds[^1] ? texts.Order.PlansIntro : null, kind, Order));
            }

            return Step.Finish;
        }

        var fitting = products.Where(needs.Fits).ToList();
        context.Show(fitting.Count > 0
            ? Card(texts, texts.Order.PlansThatFit, fitting)
            : Card(texts, texts.Order.NothingFits(needs.Describe(texts)), Closest(products, needs)));
        return Step.Finish;
    }

    /// <summary>A single plan to look at: "yes", "that one", "monthly" then mean ordering it.</summary>
    private static Step One(SkillContext context, ProductView plan)
    {
        context.Focus(SlotNames.Plan, plan.Code);
        context.Turn.State.YesMeans = plan.InStock ? Order(plan) : null;
        context.Show(Card(context.Texts, plan.Description, [plan]));
        return Step.Finish;
    }

    /// <summary>"The cheapest", "the biggest", "that one": one plan of those in question.</summary>
    private static ProductView? Wished(SkillContext context, List<ProductView> products)
    {
        var byPrice = products.Where(p => p.InStock && PlanNeeds.Cheapest(p) is not null).OrderBy(p => PlanNeeds.Cheapest(p)!.Price.MinorUnits).ToList();
        return context[SlotNames.Choice] switch
        {
            "cheapest" or "smallest" => byPrice.FirstOrDefault(),
            "biggest" => byPrice.LastOrDefault(),
            _ when context[SlotNames.Reference] is not null => products.FirstOrDefault(p => p.Code == context.Focused(SlotNames.Plan)),
            _ => null,
        };
    }

    /// <summary>Too big a wish: the biggest; too small a purse: the cheapest.</summary>
    private static IEnumerable<ProductView> Closest(List<ProductView> products, PlanNeeds needs) =>
        needs.Budget is not null ? products.Take(2) : products.TakeLast(2);

    private static Domain.Conversations.Card Card(BotTexts texts, string text, IEnumerable<ProductView> products) =>
        PlanCards.Of(texts, texts.Order.PlansTitle(null), text, products, Order);

    private static string Order(ProductView product) => ActionIds.Skill(SkillNames.OrderService, (SlotNames.Plan, product.Code));
}
