using System.Globalization;
using EzSolutions.Application.Catalog;
using EzSolutions.Bot.Texts;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Skills.Catalog;

/// <summary>What somebody is looking for, in the catalogue's terms: at least these sizes, at most this price.</summary>
internal sealed record PlanNeeds(ProductType? Type, int? RamGb, int? Vcpu, int? DiskGb, decimal? Budget)
{
    public static PlanNeeds From(Func<string, string?> slot) => new(
        slot(SlotNames.ProductType) switch { "vps" => ProductType.Vps, "hosting" => ProductType.Hosting, "domain" => ProductType.Domain, _ => null },
        Whole(slot(SlotNames.RamGb)),
        Whole(slot(SlotNames.Vcpu)),
        Whole(slot(SlotNames.DiskGb)),
        decimal.TryParse(slot(SlotNames.Amount), NumberStyles.Number, CultureInfo.InvariantCulture, out var budget) && budget > 0 ? budget : null);

    /// <summary>Sizes or a price were named, beyond the kind of product.</summary>
    public bool Any => RamGb is not null || Vcpu is not null || DiskGb is not null || Budget is not null;

    public bool Fits(ProductView product) =>
        Enough(product.Specs.RamGb, RamGb) && Enough(product.Specs.Vcpu, Vcpu) && Enough(product.Specs.DiskGb, DiskGb)
        && (Budget is not { } most || (Cheapest(product) is { } price && price.Price.ToDecimal() <= most));

    public string Describe(BotTexts texts) =>
        texts.Order.Need(RamGb, Vcpu, DiskGb, Budget?.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>The price of the shortest cycle, which is what people compare.</summary>
    public static PriceView? Cheapest(ProductView product) => product.Prices.OrderBy(p => p.Cycle).FirstOrDefault();

    public static Currency? CurrencyOf(ProductView product) => Cheapest(product)?.Price.Currency;

    private static bool Enough(int? has, int? needed) => needed is null || has >= needed;

    private static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
