using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Inbox;

/// <summary>One event of a gateway with what it said, personal data and secrets masked. Errors: event_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record InspectInboxEvent(Guid InboxEventId) : IQuery<InboxEventView>;

internal sealed class InspectInboxEventHandler(IStore store) : IRequestHandler<InspectInboxEvent, Result<InboxEventView>>
{
    public async Task<Result<InboxEventView>> Handle(InspectInboxEvent request, CancellationToken cancellationToken)
    {
        var row = await store.FirstOrDefaultAsync(store.Query<InboxEvent>().Where(e => e.Id == request.InboxEventId), cancellationToken);
        return row is null ? BillingErrors.EventNotFound : ListInboxEventsHandler.View(row);
    }
}

/// <summary>P07: hides what staff do not need to see to understand an event.</summary>
internal static class PayloadMask
{
    private const string Hidden = "***";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private static readonly string[] Masked =
    [
        "secret", "token", "signature", "password", "email", "phone", "contact", "name", "line1", "line2", "fingerprint", "vpa", "cvc", "ip", "card_id",
    ];

    /// <returns>The payload with every such text hidden; what is not JSON is hidden whole.</returns>
    public static string? Apply(string? payload)
    {
        if (payload is null)
            return null;
        try
        {
            return Mask(JsonNode.Parse(payload), "")?.ToJsonString(Readable);
        }
        catch (JsonException)
        {
            return Hidden;
        }
    }

    private static JsonNode? Mask(JsonNode? node, string name) => node switch
    {
        null => null,
        JsonObject values => new JsonObject(values.Select(v => KeyValuePair.Create(v.Key, Mask(v.Value, v.Key)))),
        JsonArray items => new JsonArray([.. items.Select(i => Mask(i, name))]),
        _ when node.GetValueKind() == JsonValueKind.String && IsMasked(name) => Hidden,
        _ => node.DeepClone(),
    };

    private static bool IsMasked(string name) => Array.Exists(
        Masked, word => name.Equals(word, StringComparison.OrdinalIgnoreCase) || name.EndsWith("_" + word, StringComparison.OrdinalIgnoreCase)
            || name.StartsWith(word + "_", StringComparison.OrdinalIgnoreCase));
}
