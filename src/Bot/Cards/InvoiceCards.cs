using EzSolutions.Application.Billing;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Skills.Billing;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Cards;

internal static class InvoiceCards
{
    public static bool CanBePaid(InvoiceView invoice) => invoice.State is "open" or "partially_paid" or "overdue" && invoice.AmountDue.IsPositive;

    /// <param name="prints">Where each one's PDF is.</param>
    public static Card List(BotTexts texts, IEnumerable<InvoiceView> invoices, IReadOnlyDictionary<Guid, Uri>? prints = null) => new()
    {
        Type = "invoices",
        Title = texts.Billing.Title,
        Items = [.. invoices.Select(i => new CardItem(
            i.Number,
            $"{texts.Show.Day(i.IssuedOn)}, {texts.Billing.StateName(i.State)}",
            texts.Show.Amount(i.Total),
            Actions(texts, i, prints?.GetValueOrDefault(i.Id))))],
    };

    private static CardAction[]? Actions(BotTexts texts, InvoiceView invoice, Uri? print)
    {
        CardAction?[] actions =
        [
            CanBePaid(invoice)
                ? new CardAction(ActionIds.Skill(SkillNames.PayInvoice, (SlotNames.InvoiceNumber, invoice.Number)), texts.Billing.Pay(invoice.AmountDue), "primary")
                : null,
            print is not null ? new CardAction($"pdf:{invoice.Number}", texts.Billing.Pdf, Url: print) : null,
        ];
        var offered = actions.OfType<CardAction>().ToArray();
        return offered.Length > 0 ? offered : null;
    }

    /// <param name="credit">What the customer's credit could pay of it; null or zero offers only the page.</param>
    public static Card Payment(BotTexts texts, InvoiceView invoice, Uri link, Money? credit = null) => new()
    {
        Type = "payment",
        Title = texts.Billing.InvoiceTitle(invoice.Number),
        Text = texts.Billing.PayText,
        Items = [.. invoice.Lines.Select(l => new CardItem(l.Description, null, texts.Show.Amount(l.Amount)))],
        Facts =
        [
            .. Amounts(texts, invoice),
            new(texts.Billing.AmountDue, texts.Show.Amount(invoice.AmountDue)),
            new(texts.Billing.Due, texts.Show.Day(invoice.DueOn)),
        ],
        Actions =
        [
            new("pay", texts.Billing.Pay(invoice.AmountDue), "primary", link),
            .. credit is { IsPositive: true } some
                ? new[]
                {
                    new CardAction(
                        ActionIds.Skill(SkillNames.PayInvoice, (SlotNames.InvoiceNumber, invoice.Number), (PayInvoiceSkill.FromCredit, "true")),
                        texts.Account.UseCredit(some)),
                }
                : [],
        ],
    };

    /// <summary>Price, tax and total, as they stand on it.</summary>
    public static IEnumerable<CardFact> Amounts(BotTexts texts, InvoiceView invoice) =>
    [
        new(texts.Order.Subtotal, texts.Show.Amount(invoice.Subtotal)),
        new(texts.Order.Tax, invoice.Tax.IsZero ? texts.Order.NoTax : texts.Show.Amount(invoice.Tax)),
        new(texts.Billing.Total, texts.Show.Amount(invoice.Total)),
    ];

    public static Card PaymentFailed(BotTexts texts, string number, string reason, Uri? link) => new()
    {
        Type = "payment",
        Title = texts.Billing.FailedTitle,
        Text = texts.Billing.FailedText(number, reason),
        Actions =
        [
            link is not null
                ? new("pay", texts.Service.TryAgain, "primary", link)
                : new(ActionIds.Skill(SkillNames.PayInvoice, (SlotNames.InvoiceNumber, number)), texts.Service.TryAgain, "primary"),
            ChoiceCards.Start(texts, SkillNames.TalkToHuman),
        ],
    };
}
