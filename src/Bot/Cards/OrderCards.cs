using EzSolutions.Application.Catalog;
using EzSolutions.Application.Ordering;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Cards;

internal static class OrderCards
{
    /// <summary>Everything the confirmation is bound to: items, price, tax, total.</summary>
    public static Card Summary(BotTexts texts, OrderQuote quote, ProductView product)
    {
        var draft = quote.Draft;
        var facts = new List<CardFact>
        {
            new(texts.Order.Plan, quote.ProductName),
            new(texts.Order.Billing, texts.Show.Cycle(draft.Cycle)),
        };
        if (product.Type == ProductType.Vps)
        {
            facts.Add(new(texts.Order.ServerName, draft.Hostname ?? texts.Order.ChosenForYou));
        }

        Add(facts, texts.Order.System, draft.OperatingSystem is { } os ? CatalogWords.Display(os) : null);
        Add(facts, texts.Order.Region, draft.Region is { } region ? CatalogWords.Display(region) : null);
        if (quote.Tax.IsZero)
        {
            facts.Add(new(texts.Order.Tax, quote.TaxNote ?? texts.Order.NoTax));
        }
        else
        {
            facts.Add(new(texts.Order.Subtotal, texts.Show.Amount(quote.Subtotal)));
            facts.AddRange(quote.Taxes.Count == 0
                ? [new CardFact(quote.TaxLabel, texts.Show.Amount(quote.Tax))]
                : quote.Taxes.Select(t => new CardFact(t.Label, texts.Show.Amount(t.Amount))));
        }

        facts.Add(new(texts.Order.TotalNow, texts.Show.Amount(quote.Total)));
        Add(facts, texts.Account.Renewal, quote.Renewal is { } next ? texts.Account.RenewsFor(next, texts.Show.Per(draft.Cycle)) : null);
        return new Card
        {
            Type = "order_summary",
            Title = texts.Order.SummaryTitle,
            Text = texts.Order.SummaryText,
            Items = [.. quote.Lines.Select(l => AccountCards.Line(texts, l))],
            Facts = facts,
        };
    }

    public static Card Payment(BotTexts texts, OrderPlaced placed, Uri link) => new()
    {
        Type = "payment",
        Title = texts.Order.PlacedTitle(placed.OrderNumber),
        Text = texts.Order.PlacedText(texts.Show.Time(placed.ReservedUntil)),
        Facts =
        [
            new(texts.Order.Invoice, placed.InvoiceNumber ?? string.Empty),
            new(texts.Order.TotalNow, texts.Show.Amount(placed.Total)),
        ],
        Actions = [new("pay", texts.Billing.Pay(placed.Total), "primary", link)],
    };

    public static Card Order(BotTexts texts, OrderView order, params CardAction[] actions) => new()
    {
        Type = "order",
        Title = texts.Order.OrderTitle(order.Number),
        Text = order.Summary,
        Facts =
        [
            new(texts.Order.State, texts.Order.StateName(order.State)),
            new(texts.Order.Total, texts.Show.Amount(order.Total)),
            new(texts.Order.Ordered, texts.Show.Day(order.CreatedAt)),
            .. order.InvoiceNumber is { } invoice ? new CardFact[] { new(texts.Order.Invoice, invoice) } : [],
        ],
        Actions = actions.Length == 0 ? null : actions,
    };

    private static void Add(List<CardFact> facts, string label, string? value)
    {
        if (value is not null)
        {
            facts.Add(new(label, value));
        }
    }
}
