using EzSolutions.Application.Catalog;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Cards;

internal static class PlanCards
{
    /// <summary>Plans side by side, each with its monthly (or shortest) price and a button.</summary>
    /// <param name="order">The id of the button that orders this plan.</param>
    public static Card Of(BotTexts texts, string title, string? text, IEnumerable<ProductView> products, Func<ProductView, string> order) => new()
    {
        Type = "plans",
        Title = title,
        Text = text,
        Items = [.. products.Select(p => Item(texts, p, order(p)))],
    };

    private static CardItem Item(BotTexts texts, ProductView product, string order)
    {
        var specs = texts.Show.Specs(product.Specs.RamGb, product.Specs.Vcpu, product.Specs.DiskGb, product.Specs.TrafficTb, product.Specs.Websites);
        var price = product.Prices.OrderBy(p => p.Cycle).FirstOrDefault();
        return new CardItem(
            product.Name,
            !product.InStock ? texts.Order.OutOfStock : specs.Length > 0 ? specs : product.Description,
            price is null ? null : texts.Show.Price(price.Price, price.Cycle),
            product.InStock && price is not null ? [new CardAction(order, texts.Order.OrderButton, "primary")] : null);
    }
}
