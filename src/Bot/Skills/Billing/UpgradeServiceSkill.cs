using System.Globalization;
using System.Text.RegularExpressions;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Catalog;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Catalog;
using EzSolutions.Bot.Skills.Ordering;
using EzSolutions.Bot.Skills.Provisioning;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Skills.Billing;

/// <summary>Another plan for a running service: what it costs today, by the calculator that invoices it (O08), and after a yes the invoice for it.</summary>
internal sealed partial class UpgradeServiceSkill : ISkill
{
    /// <summary>The moment the shown price is for; it falls with every second.</summary>
    private const string QuotedAt = "quoted_at";

    /// <summary>Slot: only smaller plans are of interest.</summary>
    internal const string Smaller = "smaller";

    public string Name => SkillNames.UpgradeService;

    public SignInRule SignIn => SignInRule.First;

    public IReadOnlyList<Slot> Slots { get; } = [new ServiceSlot(), new UpgradePlanSlot()];

    public string Topic(BotTexts texts) => texts.Account.UpgradeTopic;

    public async Task PrepareAsync(SkillContext context, CancellationToken ct)
    {
        await ServiceSlot.ResolveAsync(context, ct);
        var services = await context.Turn.ServicesAsync(ct);
        var service = services.FirstOrDefault(s => s.Id.ToString() == context[SlotNames.Service]) ?? (services.Count == 1 ? services[0] : null);
        var products = await context.Turn.ProductsAsync(ct);
        var current = products.FirstOrDefault(p => p.Name == service?.ProductName);
        var wish = context.Take(SlotNames.Choice);
        if (wish is "smaller" or "cheapest")
        {
            // Which of them can be had at all is looked up before one is offered.
            context.Set(Smaller, "true");
        }
        else if (wish is not null && context[SlotNames.Plan] is null && current is not null
            && PlanWishes.Relative(context, products, current, wish) is { } wished && wished.Code != current.Code)
        {
            context.Take(Smaller);
            context.Set(SlotNames.Plan, wished.Code);
        }

        var needs = PlanNeeds.From(slot => context[slot]);
        if (context[SlotNames.Plan] is null && needs.Any && current is not null)
        {
            var fits = products.Where(p => p.Type == current.Type && p.Code != current.Code && p.InStock && needs.Fits(p))
                .OrderBy(p => PlanNeeds.Cheapest(p)?.Price.MinorUnits ?? long.MaxValue).FirstOrDefault();
            context.Take(SlotNames.RamGb);
            context.Take(SlotNames.Vcpu);
            context.Take(SlotNames.DiskGb);
            if (fits is not null)
            {
                context.Set(SlotNames.Plan, fits.Code);
            }
        }

        // "Switch it to yearly": the same plan by another cycle.
        if (context[SlotNames.Plan] is null && current is not null && CycleOf(context) is not null)
        {
            context.Set(SlotNames.Plan, current.Code);
        }
    }

    /// <summary>"Downgrade it", "something cheaper".</summary>
    internal static bool WantsLess(string text) => Less().IsMatch(text);

    /// <summary>"The next bigger one".</summary>
    internal static bool WantsNext(string text) => Next().IsMatch(text);

    [GeneratedRegex(@"\b(next (size|bigger|larger|plan)|(one|a) size (up|bigger)|(the|a) (bigger|larger) one)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Next();

    /// <summary>Of a service that is there already; "I want 8 GB" is said by whoever wants a new one.</summary>
    internal static bool SpeaksOfOne(string text) => One().IsMatch(text);

    [GeneratedRegex(@"\b(up-?grad\w*|change|switch|move|resize|scale|more|bigger|increase|add|extra|my|it|this|to)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex One();

    [GeneratedRegex(
        @"\b(down-?grad(e|es|ed|ing)|down-?siz(e|ing)|smaller|cheaper|smallest|cheapest|shrink|scale\s+(it\s+)?down|reduce|less\s+(expensive|power|memory|ram|money))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Less();

    /// <summary>Null keeps the present one.</summary>
    internal static BillingCycle? CycleOf(SkillContext context) => context[SlotNames.BillingCycle] is { } said ? Cycles.Read(said) : null;

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        var quoted = await context.SendAsync(new QuoteUpgrade(Guid.Parse(context[SlotNames.Service]!), context[SlotNames.Plan]!, CycleOf(context)), ct);
        if (quoted.Error is { } error)
        {
            return Refused(context, error);
        }

        var quote = quoted.Value;
        context.Focus(SlotNames.Service, quote.ServiceId.ToString());
        context.Set(QuotedAt, quote.QuotedAt.ToString("O", CultureInfo.InvariantCulture));
        return new Step.Offer(new ConfirmationCard(
            PlanChangeCards.Upgrade(context.Texts, quote), quote.ContentHash, quote.Total, context.Texts.Account.ChangePlanFor(quote.Total)));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var at = DateTimeOffset.Parse(context[QuotedAt]!, CultureInfo.InvariantCulture);
        var ordered = await context.SendAsync(
            new UpgradeService(Guid.Parse(context[SlotNames.Service]!), context[SlotNames.Plan]!, CycleOf(context), at, context.ConfirmedHash), ct);
        if (ordered.Error is { Code: "quote_changed" or "quote_expired" })
        {
            context.Say(context.Texts.Account.QuoteAgain);
            return Step.Again(QuotedAt);
        }

        if (ordered.Error is { } error)
        {
            return Refused(context, error);
        }

        var change = ordered.Value;
        context.Turn.Decide($"plan change {change.PlanChangeId} {change.State}");
        if (change.InvoiceId is not { } invoiceId)
        {
            context.Say(context.Texts.Account.PlanChangeAgreed(change.Subscription.Label, change.State, change.On));
            return Step.Finish;
        }

        context.Focus(SlotNames.InvoiceNumber, change.InvoiceNumber!);
        var invoice = await context.SendAsync(new GetInvoice(change.InvoiceNumber!), ct);
        var link = await context.SendAsync(new GetPaymentLink(invoiceId), ct);
        if ((invoice.Error ?? link.Error) is { } failed)
        {
            return context.Refuse(failed);
        }

        context.Say(context.Texts.Account.PayToChange(change.Subscription.Label));
        context.Show(InvoiceCards.Payment(context.Texts, invoice.Value, link.Value));
        return Step.Finish;
    }

    /// <summary>Another plan may do; anything else ends here.</summary>
    private static Step Refused(SkillContext context, Error error)
    {
        if (error.Code is not ("same_plan" or "plan_of_other_kind" or "plan_disk_too_small" or "out_of_stock" or "product_withdrawn" or "price_missing"))
        {
            return context.Refuse(error);
        }

        context.Turn.Decide($"refused: {error.Code}");
        context.Say(context.Texts.Error.Of(error));
        return Step.Again(SlotNames.Plan, SlotNames.BillingCycle);
    }
}

/// <summary>The plan to change to, each with what it would cost today.</summary>
internal sealed class UpgradePlanSlot() : Slot(SlotNames.Plan)
{
    public override async Task<Step> PromptAsync(SkillContext context, CancellationToken ct)
    {
        var service = Guid.Parse(context[SlotNames.Service]!);
        var products = (await context.Turn.ProductsAsync(ct)).Where(p => p.InStock).ToList();
        var running = (await context.Turn.ServicesAsync(ct)).FirstOrDefault(s => s.Id == service);
        var current = context[UpgradeServiceSkill.Smaller] is null ? null : products.Find(p => p.Name == running?.ProductName);
        if (current is not null)
        {
            products = [.. products.Where(p => p.Type == current.Type && Price(p) < Price(current))];
        }

        List<Choice> choices = [];
        Error? refused = null;
        foreach (var product in products)
        {
            var quoted = await context.SendAsync(new QuoteUpgrade(service, product.Code, UpgradeServiceSkill.CycleOf(context)), ct);
            if (quoted.IsSuccess)
            {
                choices.Add(new Choice(product.Code, context.Texts.Account.PlanChoice(quoted.Value)));
            }
            else if (quoted.Error.Code is not ("same_plan" or "plan_of_other_kind" or "plan_disk_too_small"))
            {
                refused = quoted.Error;
            }
        }

        if (choices.Count > 0)
        {
            return new Step.Ask(new Question(context.Texts.Account.AskPlan, choices));
        }

        if (refused is not null)
        {
            return context.Refuse(refused);
        }

        context.Show(current is null
            ? ChoiceCards.WayOn(context.Texts, context.Texts.Account.NoOtherPlan)
            : PlanChangeCards.NoSmaller(context.Texts, running!, current, products));
        return Step.Finish;
    }

    private static long Price(ProductView product) => PlanNeeds.Cheapest(product)?.Price.MinorUnits ?? long.MaxValue;

    public override async Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct)
    {
        var product = (await context.Turn.ProductsAsync(ct)).FirstOrDefault(
            p => p.Code.Equals(value, StringComparison.OrdinalIgnoreCase) || p.Name.Equals(value, StringComparison.OrdinalIgnoreCase));
        return product is null ? new SlotReading.Refused(context.Texts.Order.NoSuchPlan(value)) : new SlotReading.Taken(product.Code);
    }
}
