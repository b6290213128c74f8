using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Stripe;

internal sealed record Delivery(string EventId, string Type, int Attempts, DateTimeOffset NextAt, bool Done, string? LastAnswer)
{
    /// <summary>Set once a reorder fault has held it back.</summary>
    public bool HeldBack { get; init; }
}

/// <summary>Writes events beside the change they tell of, each with its delivery.</summary>
internal sealed class StripeEvents(StripeStore store, SandboxOptions options)
{
    private readonly Table<Delivery> _deliveries = store.Journal.Table<Delivery>("stripe_deliveries");

    public IReadOnlyList<Delivery> Deliveries => _deliveries.All();

    public void Emit(string type, JsonObject subject, StripeCall? call = null)
    {
        var shown = subject.DeepClone().AsObject();
        shown.Remove("line_items");
        var value = store.Create(StripeKind.Event);
        value["api_version"] = options.StripeApiVersion;
        value["data"] = new JsonObject { ["object"] = shown };
        value["pending_webhooks"] = 1;
        value["request"] = new JsonObject { ["id"] = call?.RequestId, ["idempotency_key"] = call?.IdempotencyKey };
        value["type"] = type;
        store.Put(StripeKind.Event, value);
        var id = value["id"]!.GetValue<string>();
        _deliveries.Put(id, new Delivery(id, type, 0, store.Time, Done: false, null));
    }

    public void Put(Delivery delivery) => store.Journal.Transact(() => _deliveries.Put(delivery.EventId, delivery));
}
