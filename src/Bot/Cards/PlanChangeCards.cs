using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Catalog;
using EzSolutions.Application.Provisioning;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Ordering;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Cards;

/// <summary>What changing or ending a service costs, and what happens when.</summary>
internal static class PlanChangeCards
{
    public static Card Upgrade(BotTexts texts, UpgradeQuote quote)
    {
        var account = texts.Account;
        List<CardFact> facts =
        [
            new(texts.Order.Plan, account.FromTo(quote.FromProduct, quote.ToProduct)),
            new(texts.Order.Billing, Cycles.Read(quote.Cycle) is { } cycle ? texts.Show.Cycle(cycle) : quote.Cycle),
            new(account.When, account.UpgradeWhen(quote.When, quote.EffectiveOn)),
        ];
        if (quote.Total.IsPositive)
        {
            facts.Add(new(texts.Order.Subtotal, texts.Show.Amount(quote.Subtotal)));
            facts.Add(new(quote.TaxLabel, texts.Show.Amount(quote.Tax)));
        }

        facts.Add(new(texts.Order.TotalNow, texts.Show.Amount(quote.Total)));
        facts.Add(new(account.NextPeriod, account.NextCosts(quote.NextTotal, quote.NextDueOn)));
        return new Card
        {
            Type = "upgrade",
            Title = account.UpgradeTitle(quote.Label, quote.ToProduct),
            Text = account.UpgradeText(quote.When),
            Items = quote.Lines.Count == 0 ? null : [.. quote.Lines.Select(l => AccountCards.Line(texts, l))],
            Facts = facts,
        };
    }

    /// <summary>A cancellation taken back: what it will cost again, and from when.</summary>
    public static Card Keep(BotTexts texts, SubscriptionView subscription) => new()
    {
        Type = "cancel_service",
        Title = texts.Account.KeepTitle(subscription.Label),
        Text = texts.Account.KeepText(subscription.PeriodEnd),
        Facts =
        [
            new(texts.Order.Plan, PlanAndPrice(texts, subscription)),
            new(texts.Account.PaidUntil, texts.Show.Day(subscription.PeriodEnd)),
            new(texts.Order.TotalNow, texts.Show.Amount(Money.Zero(subscription.Price.Currency))),
        ],
    };

    public static Card Cancel(BotTexts texts, SubscriptionView subscription, bool now)
    {
        var account = texts.Account;
        return new Card
        {
            Type = "cancel_service",
            Title = account.CancelTitle(subscription.Label, now),
            Text = now ? account.CancelNowText : account.CancelAtEndText(subscription.PeriodEnd),
            Facts =
            [
                new(texts.Order.Plan, PlanAndPrice(texts, subscription)),
                new(account.PaidUntil, texts.Show.Day(subscription.PeriodEnd)),
                new(texts.Order.TotalNow, texts.Show.Amount(Money.Zero(subscription.Price.Currency))),
                .. subscription.OpenInvoice is { } open ? new CardFact[] { new(account.OpenInvoice, account.TakenBack(open.Number, open.Due)) } : [],
            ],
        };
    }

    /// <summary>Why it cannot become smaller, and what can be done instead.</summary>
    /// <param name="smaller">None when it is the smallest.</param>
    public static Card NoSmaller(BotTexts texts, ServiceView service, ProductView current, IReadOnlyList<ProductView> smaller)
    {
        (string, string) of = (SlotNames.Service, service.Id.ToString());
        return ChoiceCards.Of(
            smaller.Count == 0 ? texts.Order.NoSmaller(current.Name) : texts.Account.CannotShrink(service.Label),
            [
                .. smaller.TakeLast(3).Select(p => new CardAction(ActionIds.Skill(SkillNames.OrderService, (SlotNames.Plan, p.Code)), texts.Account.OrderInstead(p.Name))),
                ChoiceCards.Start(texts, SkillNames.CancelService, of),
                ChoiceCards.Start(texts, SkillNames.TalkToHuman),
            ]);
    }

    private static string PlanAndPrice(BotTexts texts, SubscriptionView subscription) => Cycles.Read(subscription.Cycle) is { } cycle
        ? $"{subscription.ProductName}, {texts.Show.Price(subscription.NextPrice ?? subscription.Price, cycle)}"
        : subscription.ProductName;
}
