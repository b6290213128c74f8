using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Razorpay;

/// <summary>Orders: what is to be paid. They never expire and cannot be closed.</summary>
internal sealed class RazorpayOrders(RazorpayStore store)
{
    private const int LongestReceipt = 40;
    private static readonly string[] Currencies = ["INR", "USD", "EUR", "GBP", "SGD", "AED", "AUD", "CAD", "JPY", "MYR"];

    public void Map(RazorpayApi api)
    {
        api.Post("/v1/orders", ["amount", "currency", "receipt", "notes", "partial_payment", "payment", "payment_capture"], Create);
        api.Get("/v1/orders", ["receipt", "from", "to", "count", "skip", "authorized"], List);
        api.Get("/v1/orders/{id}", [], call => RazorpayStore.Get(store.Orders, call.Id));
        api.Get("/v1/orders/{id}/payments", [], call =>
        {
            RazorpayStore.Get(store.Orders, call.Id);
            return Collection(store.Payments.All().Where(p => p["order_id"]!.GetValue<string>() == call.Id));
        });
    }

    /// <summary>Newest first, by time and page.</summary>
    public static JsonObject Page(Table<JsonObject> table, RazorpayBody query, Func<JsonObject, bool> wanted)
    {
        var count = query.Integer("count") ?? 10;
        if (count is < 1 or > 100)
            throw RazorpayRefusal.Bad("The count must be between 1 and 100.", "count");
        var (from, to) = (query.Integer("from") ?? 0, query.Integer("to") ?? long.MaxValue);
        return Collection(table.All().Reverse()
            .Where(o => o["created_at"]!.GetValue<long>() is var at && at >= from && at <= to && wanted(o))
            .Skip((int)(query.Integer("skip") ?? 0)).Take((int)count));
    }

    private static JsonObject Collection(IEnumerable<JsonObject> items)
    {
        var array = new JsonArray([.. items.Select(i => i.DeepClone())]);
        return new JsonObject { ["entity"] = "collection", ["count"] = array.Count, ["items"] = array };
    }

    private JsonObject List(RazorpayCall call) =>
        Page(store.Orders, call.Body, o => call.Body.Text("receipt") is not { } receipt || o["receipt"]?.GetValue<string>() == receipt);

    private JsonObject Create(RazorpayCall call)
    {
        var amount = call.Body.Integer("amount") ?? throw RazorpayRefusal.Bad("The amount field is required.", "amount");
        var currency = call.Body.Text("currency") ?? throw RazorpayRefusal.Bad("The currency field is required.", "currency");
        if (!Currencies.Contains(currency, StringComparer.Ordinal))
            throw RazorpayRefusal.Bad($"Currency is not supported: {currency}", "currency");
        if (amount < (currency == "INR" ? 100 : 1))
            throw RazorpayRefusal.Bad("Order amount less than minimum amount allowed", "amount");
        if (amount > 50_000_000_000)
            throw RazorpayRefusal.Bad("Amount exceeds maximum amount allowed.", "amount");
        var receipt = call.Body.Text("receipt");
        if (receipt is { Length: > LongestReceipt })
            throw RazorpayRefusal.Bad($"The receipt may not be greater than {LongestReceipt} characters.", "receipt");
        return RazorpayStore.Put(store.Orders, new JsonObject
        {
            ["id"] = RazorpayStore.NewId("order"),
            ["entity"] = "order",
            ["amount"] = amount,
            ["amount_paid"] = 0,
            ["amount_due"] = amount,
            ["currency"] = currency,
            ["receipt"] = receipt,
            ["offer_id"] = null,
            ["status"] = "created",
            ["attempts"] = 0,
            ["notes"] = call.Body.Notes(),
            ["created_at"] = store.Now,
        });
    }
}
