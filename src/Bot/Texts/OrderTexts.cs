using EzSolutions.Application.Catalog;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

/// <summary>Plans and orders. Prices and what is in a plan always come from the catalogue.</summary>
internal class OrderTexts
{
    public virtual string Topic => "your order";

    public virtual string PlansTopic => "the plans";

    public virtual string StatusTopic => "your order status";

    public virtual string CancelTopic => "cancelling an order";

    public virtual string PlansTitle(ProductType? type) => type switch
    {
        ProductType.Vps => "Virtual servers",
        ProductType.Hosting => "Web hosting",
        _ => "Our plans",
    };

    public virtual string PlansIntro => "Prices are without tax; the order summary shows tax and the total before anything is placed.";

    public virtual string PlansThatFit => "These fit what you're after:";

    public virtual string NothingFits(string need) => $"Nothing we sell has {need}. These come closest:";

    public virtual string NothingOnSale => "We have nothing of that kind on sale right now.";

    public virtual string Need(int? ramGb, int? vcpu, int? diskGb, string? budget)
    {
        var specs = Show.Specs(ramGb, vcpu, diskGb);
        return budget is null ? specs : specs.Length == 0 ? $"a price up to {budget}" : $"{specs} for up to {budget}";
    }

    public virtual string OrderButton => "Order";

    public virtual string OutOfStock => "Out of stock";

    public virtual string AskPlan => "Which plan would you like?";

    public virtual string Picked(ProductView product) =>
        $"{product.Name} it is: {Show.Specs(product.Specs.RamGb, product.Specs.Vcpu, product.Specs.DiskGb, product.Specs.TrafficTb, product.Specs.Websites)}.";

    public virtual string NoSuchPlan(string typed) => $"I don't know a plan called \"{Show.Short(typed, 40)}\".";

    public virtual string PlanOutOfStock(string name) => $"{name} is out of stock right now, sorry.";

    public virtual string NoBigger(string name) => $"{name} is already the biggest one we have.";

    public virtual string NoSmaller(string name) => $"{name} is already the smallest one we have.";

    public virtual string AskCycle(string plan) => $"How would you like to pay for {plan}?";

    public virtual string CycleChoice(BillingCycle cycle, Money price, int savedPercent) =>
        savedPercent > 0 ? $"{Capital(Show.Cycle(cycle))}, {Show.Amount(price)} (save {Show.Number(savedPercent)}%)" : $"{Capital(Show.Cycle(cycle))}, {Show.Amount(price)}";

    public virtual string NoSuchCycle(string plan, IReadOnlyList<string> cycles) => $"{plan} isn't sold that way. You can pay {Show.List(cycles)}.";

    public virtual string AskHostname => "What should the server be called? For example web1.example.com.";

    public virtual string PickHostname => "Pick a name for me";

    public virtual string HostnameOdd => "A server name can have letters, digits, hyphens and dots, like web1.example.com.";

    public virtual string AskOs => "Which operating system should be on it?";

    public virtual string NoSuchOs(IReadOnlyList<string> systems) => $"We don't have that one ready. You can have {Show.List(systems)}.";

    public virtual string AskRegion => "Where should it run?";

    public virtual string NoSuchRegion(IReadOnlyList<string> regions) => $"We aren't there. You can have {Show.List(regions)}.";

    /// <param name="system">Null where there was nothing to choose, or the customer chose.</param>
    public virtual string FilledIn(string? system, string? region, bool named)
    {
        string?[] parts = [system is null ? null : "with " + system, region is null ? null : "in " + region];
        var setUp = string.Join(' ', parts.Where(p => p is not null));
        var done = (setUp.Length, named) switch
        {
            (0, _) => "I'll pick a name for it",
            (_, false) => $"I'll set it up {setUp}",
            _ => $"I'll set it up {setUp} and pick a name for it",
        };
        return done + ". Tell me if you'd like something else.";
    }

    public virtual string SummaryTitle => "Your order";

    public virtual string SummaryText => "Please check this. Nothing is charged until you pay on the next page.";

    public virtual string Plan => "Plan";

    public virtual string Billing => "Billing";

    public virtual string ServerName => "Server name";

    public virtual string ChosenForYou => "we'll pick one";

    public virtual string System => "System";

    public virtual string Region => "Region";

    public virtual string Tax => "Tax";

    public virtual string NoTax => "none";

    public virtual string Subtotal => "Subtotal";

    public virtual string TotalNow => "Total to pay now";

    public virtual string Change => "Change something";

    public virtual string Place => "Place the order";

    public virtual string PlaceFor(Money total) => total.IsZero ? "Place the free order" : $"Place order for {Show.Amount(total)}";

    public virtual string PriceChanged => "The price or details changed in the meantime, so I haven't placed it. Here is the current summary:";

    public virtual string PlacedTitle(string number) => $"Order {number} is placed";

    public virtual string PlacedText(string until) =>
        $"Pay on our secure page with the button below; we hold your place until {until}. As soon as the payment arrives I set everything up and show you the progress right here.";

    public virtual string PlacedFree(string number) => $"Order {number} is placed. It's free, so there's nothing to pay: I'm setting it up now and will show you the progress here.";

    public virtual string None => "You have no orders yet.";

    public virtual string YourOrders => "Your orders";

    public virtual string Total => "Total";

    public virtual string State => "Status";

    public virtual string Ordered => "Ordered";

    public virtual string Invoice => "Invoice";

    public virtual string StateName(string state) => state switch
    {
        "pending" => "waiting for payment",
        "paid" => "paid, being prepared",
        "provisioning" => "being set up",
        "completed" => "done",
        "cancelled" => "cancelled",
        "failed" => "failed; a colleague is on it",
        _ => state,
    };

    public virtual string OrderTitle(string number) => $"Order {number}";

    public virtual string NothingToCancel => "You have no unpaid order that could be cancelled. For a paid order or a running service, a colleague can help.";

    public virtual string AskWhichToCancel => "Which order should I cancel?";

    public virtual string OnlyUnpaid(string number, string state) => $"Order {number} is {StateName(state)}, so I can't cancel it here. A colleague can help.";

    public virtual string CancelTitle(string number) => $"Cancel order {number}?";

    public virtual string CancelText => "Its invoice becomes void and the place we hold for you is freed. You can order again any time.";

    public virtual string CancelConfirm => "Yes, cancel the order";

    public virtual string CancelDone(string number) => $"Order {number} is cancelled. Nothing was charged.";

    public virtual string WasCancelled(string number, string reason) => $"Order {number} was cancelled: {reason}";

    public virtual string ChangePlan => "Another plan";

    public virtual string ChangeCycle => "Other billing";

    public virtual string ChangeName => "Another name";

    public virtual string ChangeRegion => "Another region";

    public virtual string ChangeSystem => "Another system";

    protected static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
