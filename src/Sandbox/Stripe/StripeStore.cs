using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>The account's objects as the API shows them. Stored objects are never edited in place.</summary>
internal sealed class StripeStore
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Dictionary<string, Table<JsonObject>> _tables = new(StringComparer.Ordinal);
    private readonly Table<JsonObject> _cards;
    private readonly TimeProvider _clock;

    public StripeStore(Journal journal, TimeProvider clock)
    {
        _clock = clock;
        Journal = journal;
        foreach (var kind in StripeKind.All)
            _tables.Add(kind.Object, journal.Table<JsonObject>("stripe_" + kind.Object.Replace('.', '_')));
        _cards = journal.Table<JsonObject>("stripe_card_numbers");
    }

    public Journal Journal { get; }

    public long Now => _clock.GetUtcNow().ToUnixTimeSeconds();

    public DateTimeOffset Time => _clock.GetUtcNow();

    public static string NewId(string prefix) => prefix + "_" + RandomNumberGenerator.GetString(Letters, 24);

    /// <summary>A new object with what every object has.</summary>
    public JsonObject Create(StripeKind kind) => new()
    {
        ["id"] = NewId(kind.Prefix),
        ["object"] = kind.Object,
        ["created"] = Now,
        ["livemode"] = false,
    };

    public JsonObject? Find(StripeKind kind, string id) => _tables[kind.Object].Find(id)?.DeepClone().AsObject();

    public JsonObject Get(StripeKind kind, string id, string param) =>
        Find(kind, id) ?? throw StripeRefusal.Missing(kind.Name, id, param);

    public IReadOnlyList<JsonObject> All(StripeKind kind) => _tables[kind.Object].All();

    public JsonObject Put(StripeKind kind, JsonObject value)
    {
        // Through text, so that a number reads the same before and after a restart, whatever type it was set from.
        _tables[kind.Object].Put(value["id"]!.GetValue<string>(), JsonNode.Parse(value.ToJsonString())!.AsObject());
        return value;
    }

    /// <summary>The number behind a payment method is known to the network, never shown by the API.</summary>
    public void KeepNumber(string paymentMethod, string number, bool authenticated) =>
        _cards.Put(paymentMethod, new JsonObject { ["number"] = number, ["authenticated"] = authenticated });

    public (string Number, bool Authenticated) NumberOf(string paymentMethod) => _cards.Find(paymentMethod) is { } card
        ? (card["number"]!.GetValue<string>(), card["authenticated"]!.GetValue<bool>())
        : ("4242424242424242", false);
}
