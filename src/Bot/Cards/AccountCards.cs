using EzSolutions.Application.Billing.Charges;
using EzSolutions.Application.Ordering;
using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Cards;

/// <summary>Charges, credit, coupons and plan changes.</summary>
internal static class AccountCards
{
    /// <summary>How many characters of a ledger entry's id are shown: its end is random, and enough to find it by.</summary>
    private const int EntryCharacters = 8;

    public static Card Coupon(BotTexts texts, string code, CouponQuote quote) => new()
    {
        Type = "order_summary",
        Title = texts.Account.CouponTitle(code, quote.OrderNumber),
        Text = texts.Account.CouponText,
        Items = [.. quote.Lines.Select(l => Line(texts, l))],
        Facts =
        [
            new(texts.Account.Before, texts.Show.Amount(quote.Before)),
            .. quote.Taxes.Select(t => new CardFact(t.Label, texts.Show.Amount(t.Amount))),
            new(texts.Account.NewTotal, texts.Show.Amount(quote.Total)),
        ],
    };

    public static CardItem Line(BotTexts texts, QuoteLine line) => new(
        line.Quantity > 1 ? $"{texts.Show.Number(line.Quantity)} × {line.Description}" : line.Description,
        line.Discount is { } off ? texts.Account.Discounted(off, line.DiscountLabel) : null,
        texts.Show.Amount(line.Amount));

    public static Card Charge(BotTexts texts, ChargeExplanation charge)
    {
        var invoice = charge.Invoice;
        List<CardFact> facts =
        [
            new(texts.Order.Subtotal, texts.Show.Amount(invoice.Subtotal)),
            .. charge.Taxes.Select(t => new CardFact(t.Label, texts.Show.Amount(t.Amount))),
            new(texts.Billing.Total, texts.Show.Amount(invoice.Total)),
            new(texts.Billing.State, texts.Billing.StateName(invoice.State)),
        ];
        if (InvoiceCards.CanBePaid(invoice))
        {
            facts.Add(new(texts.Billing.AmountDue, texts.Show.Amount(invoice.AmountDue)));
        }

        if (charge.CreditNotes.Count > 0)
        {
            facts.Add(new(texts.Account.CreditNotes, texts.Show.List([.. charge.CreditNotes])));
        }

        facts.AddRange(charge.Entries.Select(e => new CardFact(
            texts.Account.LedgerLabel(e.EntryId.ToString("N")[^EntryCharacters..]), texts.Account.LedgerEntry(e.At, e.Kind, e.Reference, e.Amount))));
        return new Card
        {
            Type = "charge",
            Title = texts.Account.ChargeTitle(invoice.Number),
            Text = charge.TaxNote,
            Items = [.. charge.Lines.Select(l => new CardItem(
                l.Quantity > 1 ? $"{texts.Show.Number(l.Quantity)} × {l.Description}" : l.Description,
                l.Discount is { } off ? texts.Account.Discounted(off, l.DiscountLabel) : null,
                texts.Show.Amount(l.Amount)))],
            Facts = facts,
            Actions = InvoiceCards.CanBePaid(invoice)
                ? [new CardAction(ActionIds.Skill(SkillNames.PayInvoice, (SlotNames.InvoiceNumber, invoice.Number)), texts.Billing.Pay(invoice.AmountDue), "primary")]
                : null,
        };
    }
}
