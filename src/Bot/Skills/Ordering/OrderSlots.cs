using System.Text.RegularExpressions;
using EzSolutions.Application.Catalog;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Catalog;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Catalog;

namespace EzSolutions.Bot.Skills.Ordering;

internal sealed class PlanSlot() : Slot(SlotNames.Plan)
{
    public override string ChangeLabel(BotTexts texts) => texts.Order.ChangePlan;

    public override IReadOnlyList<string> ChangeWords { get; } = ["plan", "size"];

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var texts = context.Texts;
        var needs = PlanNeeds.From(slot => context[slot]);
        var products = (await context.Turn.ProductsAsync(ct)).Where(p => p.InStock && (needs.Type is null || p.Type == needs.Type)).ToList();
        if (products.Count == 0)
        {
            context.Show(ChoiceCards.WayOn(texts, texts.Order.NothingOnSale));
            return Step.Finish;
        }

        if (needs.Any && !products.Any(needs.Fits))
        {
            context.Say(texts.Order.NothingFits(needs.Describe(texts)));
        }

        var card = PlanCards.Of(
            texts, texts.Order.PlansTitle(needs.Type), null, products, p => ActionIds.Choose(context.Frame.Id, Name, p.Code));
        return new Step.Ask(new Question(texts.Order.AskPlan, [.. products.Select(p => new Choice(p.Code, p.Name))], Card: card));
    }

    public override async Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        var product = (await context.Turn.ProductsAsync(ct)).FirstOrDefault(
            p => p.Code.Equals(value, StringComparison.OrdinalIgnoreCase) || p.Name.Equals(value, StringComparison.OrdinalIgnoreCase));
        if (product is null)
        {
            return new SlotReading.Refused(context.Texts.Order.NoSuchPlan(value));
        }

        if (!product.InStock)
        {
            return new SlotReading.Refused(context.Texts.Order.PlanOutOfStock(product.Name));
        }

        // A plan named outright stands above sizes named before.
        context.Take(SlotNames.RamGb);
        context.Take(SlotNames.Vcpu);
        context.Take(SlotNames.DiskGb);
        context.Take(SlotNames.Amount);
        return new SlotReading.Taken(product.Code);
    }

    public static async Task<ProductView> ProductAsync(SkillContext context, CancellationToken ct) =>
        (await context.Turn.ProductsAsync(ct)).First(p => p.Code == context[SlotNames.Plan]);
}

internal sealed partial class CycleSlot() : Slot(SlotNames.BillingCycle)
{
    public override string ChangeLabel(BotTexts texts) => texts.Order.ChangeCycle;

    public override IReadOnlyList<string> ChangeWords { get; } = ["billing", "cycle", "period", "term"];

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var product = await PlanSlot.ProductAsync(context, ct);
        var prices = Prices(product);
        if (prices.Count == 1)
        {
            context.Set(Name, Cycles.Write(prices[0].Cycle));
            return Step.Skip;
        }

        var choices = prices.Select(p => new Choice(Cycles.Write(p.Cycle), context.Texts.Order.CycleChoice(p.Cycle, p.Price, Saved(prices, p))));
        return new Step.Ask(new Question(context.Texts.Order.AskCycle(product.Name), [.. choices]));
    }

    public override async Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        var cycle = Cycles.Read(value);
        if (cycle is { } read && (await context.Turn.ProductsAsync(ct)).FirstOrDefault(p => p.Code == context[SlotNames.Plan]) is { } product
            && Prices(product) is { Count: > 0 } prices && prices.All(p => p.Cycle != read))
        {
            return new SlotReading.Refused(context.Texts.Order.NoSuchCycle(product.Name, [.. prices.Select(p => context.Texts.Show.Cycle(p.Cycle))]));
        }

        return cycle is { } known ? new SlotReading.Taken(Cycles.Write(known)) : new SlotReading.Skipped();
    }

    /// <summary>"How much is it per year?" asks; "yearly" answers.</summary>
    public static bool AsksPrice(string text) => Asking().IsMatch(text);

    [GeneratedRegex(
        @"\b(how much|what('?s| is| does| would| will)?\b.*\b(price|cost|costs)|whats)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Asking();

    private static List<PriceView> Prices(ProductView product) =>
        [.. product.Prices.Where(p => p.Price.Currency == PlanNeeds.CurrencyOf(product)).OrderBy(p => p.Cycle)];

    /// <summary>Compared with paying the shortest cycle as often.</summary>
    private static int Saved(List<PriceView> prices, PriceView price)
    {
        var full = prices[0].Price.ToDecimal() * price.Cycle.Months() / prices[0].Cycle.Months();
        return full <= 0 ? 0 : (int)Math.Floor((full - price.Price.ToDecimal()) * 100 / full);
    }
}

internal sealed partial class HostnameSlot() : Slot(SlotNames.Hostname)
{
    /// <summary>"Pick a name for me".</summary>
    public const string Ours = "-";

    public override AnswerKind Kind => AnswerKind.Word;

    public override string ChangeLabel(BotTexts texts) => texts.Order.ChangeName;

    public override IReadOnlyList<string> ChangeWords { get; } = ["name", "hostname", "host"];

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct) =>
        context.Wants(Name) && (await PlanSlot.ProductAsync(context, ct)).Type == ProductType.Vps
            ? new Step.Ask(new Question(context.Texts.Order.AskHostname, [new(Ours, context.Texts.Order.PickHostname)], Default: Ours))
            : Step.Skip;

    public override Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        var name = value.Trim().TrimEnd('.').ToLowerInvariant();
        if (name == Ours || (name.Length <= 253 && Allowed().IsMatch(name)))
        {
            return Task.FromResult<SlotReading>(new SlotReading.Taken(name));
        }

        if (context[Name] == Ours)
        {
            // They want a name of their own: asked for, instead of one being picked.
            context.Take(Name);
        }

        return Task.FromResult<SlotReading>(new SlotReading.Refused(context.Texts.Order.HostnameOdd));
    }

    public override string? Mentioned(string text) => Naming().Match(text) is { Success: true } match ? match.Groups["name"].Value.TrimEnd('.') : null;

    [GeneratedRegex(
        @"\b((host ?name|server ?name|name)\s+(should be|to be|to|is|as|=|be|into)\s+|(call|name|rename)\s+(it|the server|my server)\s+(to\s+)?)(?<name>[a-z0-9][a-z0-9.-]*)\s*[.!]?\s*(please|pls|thanks)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Naming();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Allowed();
}

internal sealed class SystemSlot() : Slot(SlotNames.Os)
{
    public override string ChangeLabel(BotTexts texts) => texts.Order.ChangeSystem;

    public override IReadOnlyList<string> ChangeWords { get; } = ["os", "system", "distro", "distribution", "linux"];

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var systems = (await PlanSlot.ProductAsync(context, ct)).OperatingSystems;
        return systems.Count <= 1 || !context.Wants(Name)
            ? Step.Skip
            : new Step.Ask(new Question(context.Texts.Order.AskOs, [.. systems.Select(s => new Choice(s, CatalogWords.Display(s)))], Default: systems[0]));
    }

    public override async Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        if ((await context.Turn.ProductsAsync(ct)).FirstOrDefault(p => p.Code == context[SlotNames.Plan]) is not { } product)
        {
            // No plan yet: kept, and checked against the plan once there is one.
            return new SlotReading.Taken(value);
        }

        return CatalogWords.Match(value, product.OperatingSystems) is { } system
            ? new SlotReading.Taken(system)
            : product.OperatingSystems.Count == 0 ? new SlotReading.Skipped()
            : new SlotReading.Refused(context.Texts.Order.NoSuchOs([.. product.OperatingSystems.Select(CatalogWords.Display)]));
    }
}

internal sealed class RegionSlot() : Slot(SlotNames.Region)
{
    public override AnswerKind Kind => AnswerKind.Pattern;

    /// <summary>A country or continent is an answer too.</summary>
    public override string? Find(string text) => Geography.Find(text);

    public override string? Mentioned(string text) => Geography.Whole(text);

    public override string ChangeLabel(BotTexts texts) => texts.Order.ChangeRegion;

    public override IReadOnlyList<string> ChangeWords { get; } = ["region", "location", "place", "datacenter", "country", "city"];

    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var regions = (await PlanSlot.ProductAsync(context, ct)).Regions;
        return regions.Count <= 1 || !context.Wants(Name)
            ? Step.Skip
            : new Step.Ask(new Question(context.Texts.Order.AskRegion, [.. regions.Select(r => new Choice(r, CatalogWords.Display(r)))], Default: regions[0]));
    }

    public override async Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        if ((await context.Turn.ProductsAsync(ct)).FirstOrDefault(p => p.Code == context[SlotNames.Plan]) is not { } product)
        {
            return new SlotReading.Taken(value);
        }

        return Geography.Match(value, product.Regions) is { } region
            ? new SlotReading.Taken(region)
            : product.Regions.Count == 0 ? new SlotReading.Skipped()
            : new SlotReading.Refused(context.Texts.Order.NoSuchRegion([.. product.Regions.Select(CatalogWords.Display)]));
    }
}
