using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Razorpay;

internal sealed record RazorpayDelivery(string EventId, string Type, string Body, int Attempts, DateTimeOffset NextAt, bool Done, bool HeldBack = false);

/// <summary>The account's objects as the API shows them, and the events that tell of them.</summary>
internal sealed class RazorpayStore(Journal journal, TimeProvider clock)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Table<RazorpayDelivery> _deliveries = journal.Table<RazorpayDelivery>("razorpay_deliveries");

    public Journal Journal { get; } = journal;

    public Table<JsonObject> Orders { get; } = journal.Table<JsonObject>("razorpay_orders");

    public Table<JsonObject> Payments { get; } = journal.Table<JsonObject>("razorpay_payments");

    public Table<JsonObject> Refunds { get; } = journal.Table<JsonObject>("razorpay_refunds");

    public Table<JsonObject> Disputes { get; } = journal.Table<JsonObject>("razorpay_disputes");

    public long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    public DateTimeOffset Time => clock.GetUtcNow();

    public IReadOnlyList<RazorpayDelivery> Deliveries => _deliveries.All();

    public static string NewId(string prefix) => prefix + "_" + RandomNumberGenerator.GetString(Letters, 14);

    public static JsonObject Get(Table<JsonObject> table, string id) => table.Find(id)?.DeepClone().AsObject() ?? throw RazorpayRefusal.Missing();

    /// <summary>Through text, so that a number reads the same before and after a restart.</summary>
    public static JsonObject Put(Table<JsonObject> table, JsonObject value)
    {
        table.Put(value["id"]!.GetValue<string>(), JsonNode.Parse(value.ToJsonString())!.AsObject());
        return value;
    }

    /// <summary>Writes an event beside the change it tells of.</summary>
    public void Emit(string type, params (string Name, JsonObject Entity)[] subjects)
    {
        var body = new JsonObject
        {
            ["entity"] = "event",
            ["account_id"] = "acc_sandbox",
            ["event"] = type,
            ["contains"] = new JsonArray([.. subjects.Select(s => (JsonNode)s.Name)]),
            ["payload"] = new JsonObject(subjects.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Name, new JsonObject { ["entity"] = s.Entity.DeepClone() }))),
            ["created_at"] = Now,
        };
        var id = NewId("evt");
        Keep(new RazorpayDelivery(id, type, body.ToJsonString(Journal.Json), 0, Time, Done: false));
    }

    public void Keep(RazorpayDelivery delivery) => Journal.Transact(() => _deliveries.Put(delivery.EventId, delivery));
}
