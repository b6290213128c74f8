using System.Text.RegularExpressions;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Catalog;
using EzSolutions.Application.Ordering;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Catalog;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Catalog;

namespace EzSolutions.Bot.Skills.Ordering;

/// <summary>From a wish to a placed order: plan, billing, name, system, summary, yes, payment link.</summary>
internal sealed partial class OrderServiceSkill : ISkill
{
    /// <summary>A wish that could not be met, so that it is said once.</summary>
    private const string CurrencyRefused = "currency_refused";

    public string Name => SkillNames.OrderService;

    public SignInRule SignIn => SignInRule.BeforeConfirming;

    public IReadOnlyList<Slot> Slots { get; } = [new PlanSlot(), new CycleSlot(), new HostnameSlot(), new SystemSlot(), new RegionSlot(), new SetupSlot(), new CurrencySlot()];

    public string Topic(BotTexts texts) => texts.Order.Topic;

    /// <summary>"That's too expensive", of the plan that is being ordered.</summary>
    internal static bool IsTooDear(string text) => text.Length <= 60 && TooDear().IsMatch(text);

    [GeneratedRegex(
        @"\btoo (expensive|pricey|costly|dear|much( money)?)\b|\b(can'?t|cannot) afford\b|\b(anything|something|sth) cheaper\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TooDear();

    public async Task PrepareAsync(SkillContext context, CancellationToken ct)
    {
        await ChooseCurrencyAsync(context, ct);
        if (context[SlotNames.CouponCode] is null && context.Turn.State.Focus.Remove(SlotNames.CouponCode, out var kept))
        {
            context.Set(SlotNames.CouponCode, kept);
        }

        var products = await context.Turn.ProductsAsync(ct);
        var current = products.FirstOrDefault(p => p.Code == context[SlotNames.Plan]);
        if (context.Take(SlotNames.Reference) is not null && current is null)
        {
            // "Order that one": the plan just looked at.
            current = products.FirstOrDefault(p => p.Code == context.Focused(SlotNames.Plan));
        }

        if (context.Take(SlotNames.Choice) is { } wish)
        {
            current = PlanWishes.Relative(context, products, current, wish);
        }

        var needs = PlanNeeds.From(slot => context[slot]);
        if (needs.Any && (current is null || !needs.Fits(current) || PlanWishes.SizesChanged(context)))
        {
            current = PlanWishes.ForNeeds(context, products, current, needs);
        }

        if (current is null)
        {
            context.Take(SlotNames.Plan);
            return;
        }

        if (context[SlotNames.Plan] != current.Code)
        {
            context.Set(SlotNames.Plan, current.Code);
            context.Say(context.Texts.Order.Picked(current));
        }

        context.Focus(SlotNames.Plan, current.Code);
        PlanWishes.DropWhatDoesNotFit(context, current);
    }

    public async Task<Step> ConfirmAsync(SkillContext context, CancellationToken ct)
    {
        var product = (await context.Turn.ProductsAsync(ct)).First(p => p.Code == context[SlotNames.Plan]);
        var quoted = await context.SendAsync(new QuoteOrder(Draft(context)), ct);
        if (quoted.Error is { } error)
        {
            return Refused(context, error);
        }

        var quote = quoted.Value;
        var summary = OrderCards.Summary(context.Texts, quote, product) with
        {
            Actions = [.. Slots.Where(s => context[s.Name] is not null && s.ChangeLabel(context.Texts) is not null)
                .Select(s => new Domain.Conversations.CardAction(ActionIds.Change(context.Frame.Id, s.Name), s.ChangeLabel(context.Texts)!))],
        };
        return new Step.Offer(new ConfirmationCard(summary, quote.ContentHash, quote.Total, context.Texts.Order.PlaceFor(quote.Total)));
    }

    public async Task<Step> RunAsync(SkillContext context, CancellationToken ct)
    {
        var texts = context.Texts;
        var result = await context.SendAsync(new PlaceOrder(Draft(context), context.ConfirmedHash), ct);
        if (result.Error is { Code: "quote_changed" })
        {
            context.Say(texts.Order.PriceChanged);
            return Step.Again();
        }

        if (result.Error is { } error)
        {
            return Refused(context, error);
        }

        var placed = result.Value;
        context.Focus(SlotNames.OrderNumber, placed.OrderNumber);
        context.Turn.Decide($"placed {placed.OrderNumber}");
        if (placed.InvoiceId is not { } invoice)
        {
            // M11: free is said to be free.
            context.Say(texts.Order.PlacedFree(placed.OrderNumber));
            return Step.Finish;
        }

        if (placed.InvoiceNumber is { } number)
        {
            context.Focus(SlotNames.InvoiceNumber, number);
        }

        var link = await context.SendAsync(new GetPaymentLink(invoice), ct);
        if (link.Error is { } failed)
        {
            return context.Refuse(failed);
        }

        context.Show(OrderCards.Payment(texts, placed, link.Value));
        return Step.Finish;
    }

    /// <summary>What cannot be sold any more is asked again; anything else ends here.</summary>
    private static Step Refused(SkillContext context, Domain.Common.Error error)
    {
        switch (error.Code)
        {
            case "out_of_stock" or "product_withdrawn" or "product_not_found":
                context.Say(context.Texts.Error.Of(error));
                context.Turn.Decide($"refused: {error.Code}");
                context.Take(SlotNames.RamGb);
                context.Take(SlotNames.Vcpu);
                context.Take(SlotNames.DiskGb);
                return Step.Again(SlotNames.Plan);
            case { } code when code.StartsWith("coupon", StringComparison.Ordinal):
                context.Say(context.Texts.Account.CouponLeftOut(context.Texts.Error.Of(error)));
                context.Turn.Decide($"refused: {error.Code}");
                return Step.Again(SlotNames.CouponCode);
            case "price_missing":
                context.Say(context.Texts.Error.Of(error));
                return Step.Again(SlotNames.BillingCycle);
            default:
                return context.Refuse(error);
        }
    }

    /// <summary>"In euros", said with the order; and what the customer is billed in anyway, so that the summary is what was confirmed.</summary>
    private static async Task ChooseCurrencyAsync(SkillContext context, CancellationToken ct)
    {
        if (context[SlotNames.Currency] is null && CurrencySlot.Named(context.Turn.Said) is { } named)
        {
            switch (await new CurrencySlot().ReadAsync(named, context, ct))
            {
                case SlotReading.Taken taken:
                    context.Set(SlotNames.Currency, taken.Value);
                    break;
                case SlotReading.Refused refused when context.Frame.Slots.TryAdd(CurrencyRefused, named):
                    context.Say(refused.Why);
                    break;
            }
        }

        if (context[SlotNames.Currency] is null && context.Turn.State.Focus.ContainsKey(SlotNames.Currency))
        {
            context.Set(SlotNames.Currency, (await context.Turn.CurrencyAsync(ct)).Code);
        }
    }

    private static OrderDraft Draft(SkillContext context) => new(
        context[SlotNames.Plan]!,
        Cycles.Read(context[SlotNames.BillingCycle]!) ?? BillingCycle.Monthly,
        context[SlotNames.Hostname] is HostnameSlot.Ours ? null : context[SlotNames.Hostname],
        context[SlotNames.Os],
        context[SlotNames.Region],
        Coupon: context[SlotNames.CouponCode],
        Currency: context[SlotNames.Currency]);
}
