using EzSolutions.Application.Catalog;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

/// <summary>Plans and orders. Prices and what is in a plan always come from the catalogue.</summary>
internal sealed class OrderTexts(Phrases phrases, Show show) : TextSection(phrases, "Order")
{
    public string Topic => Say();

    public string PlansTopic => Say();

    public string StatusTopic => Say();

    public string CancelTopic => Say();

    public string PlansTitle(ProductType? type) => SayOne(type is ProductType.Vps or ProductType.Hosting ? type.Value.ToString() : "Other");

    public string PlansIntro => Say();

    public string PlansThatFit => Say();

    public string NothingFits(string need) => Say([("need", need)]);

    public string NothingOnSale => Say();

    public string Need(int? ramGb, int? vcpu, int? diskGb, string? budget)
    {
        var specs = show.Specs(ramGb, vcpu, diskGb);
        return budget is null ? specs : SayOne(specs.Length == 0 ? "Budget" : "Both", [("specs", specs), ("budget", budget)]);
    }

    public string OrderButton => Say();

    public string OutOfStock => Say();

    public string AskPlan => Say();

    public string Picked(ProductView product) => Say(
    [
        ("name", product.Name),
        ("specs", show.Specs(product.Specs.RamGb, product.Specs.Vcpu, product.Specs.DiskGb, product.Specs.TrafficTb, product.Specs.Websites)),
    ]);

    public string NoSuchPlan(string typed) => Say([("typed", Show.Short(typed, 40))]);

    public string PlanOutOfStock(string name) => Say([("name", name)]);

    public string NoBigger(string name) => Say([("name", name)]);

    public string NoSmaller(string name) => Say([("name", name)]);

    public string AskCycle(string plan) => Say([("plan", plan)]);

    public string CycleChoice(BillingCycle cycle, Money price, int savedPercent) => SayOne(
        savedPercent > 0 ? "Saved" : "Plain", [("cycle", Capital(show.Cycle(cycle))), ("price", show.Amount(price)), ("percent", savedPercent)]);

    public string NoSuchCycle(string plan, IReadOnlyList<string> cycles) => Say([("plan", plan), ("cycles", show.List(cycles))]);

    public string AskHostname => Say();

    public string PickHostname => Say();

    public string HostnameOdd => Say();

    public string AskOs => Say();

    public string NoSuchOs(IReadOnlyList<string> systems) => Say([("systems", show.List(systems))]);

    public string AskRegion => Say();

    public string NoSuchRegion(IReadOnlyList<string> regions) => Say([("regions", show.List(regions))]);

    /// <param name="system">Null where there was nothing to choose, or the customer chose.</param>
    public string FilledIn(string? system, string? region, bool named)
    {
        var what = (system, region) switch
        {
            (null, null) => "None",
            (_, null) => "System",
            (null, _) => "Region",
            _ => "Both",
        };
        return SayOne(named && what != "None" ? what + "Named" : what, [("system", system), ("region", region)]);
    }

    public string SummaryTitle => Say();

    public string SummaryText => Say();

    public string Plan => Say();

    public string Billing => Say();

    public string ServerName => Say();

    public string ChosenForYou => Say();

    public string System => Say();

    public string Region => Say();

    public string Tax => Say();

    public string NoTax => Say();

    public string Subtotal => Say();

    public string TotalNow => Say();

    public string Change => Say();

    public string Place => Say();

    public string PlaceFor(Money total) => SayOne(total.IsZero ? "Free" : "Pay", [("total", show.Amount(total))]);

    public string PriceChanged => Say();

    public string PlacedTitle(string number) => Say([("number", number)]);

    public string PlacedText(string until) => Say([("until", until)]);

    public string PlacedFree(string number) => Say([("number", number)]);

    public string None => Say();

    public string YourOrders => Say();

    public string Total => Say();

    public string State => Say();

    public string Ordered => Say();

    public string Invoice => Say();

    public string StateName(string state) => SayOne(state, otherwise: state);

    public string OrderTitle(string number) => Say([("number", number)]);

    public string NothingToCancel => Say();

    public string AskWhichToCancel => Say();

    public string OnlyUnpaid(string number, string state) => Say([("number", number), ("state", StateName(state))]);

    public string CancelTitle(string number) => Say([("number", number)]);

    public string CancelText => Say();

    public string CancelConfirm => Say();

    public string CancelDone(string number) => Say([("number", number)]);

    public string WasCancelled(string number, string reason) => Say([("number", number), ("reason", reason)]);

    public string ChangePlan => Say();

    public string ChangeCycle => Say();

    public string ChangeName => Say();

    public string ChangeRegion => Say();

    public string ChangeSystem => Say();

    private string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], show.Culture) + text[1..];
}
