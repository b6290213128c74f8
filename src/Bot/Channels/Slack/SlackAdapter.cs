using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Slack;
using EzSolutions.Bot.Channels.PlainText;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>
/// Sends entries to Slack. Each message carries its delivery's id as metadata, by which one whose sending had no clear answer is found again.
/// </summary>
internal sealed class SlackAdapter(ISlackApi slack, BlockKitRenderer renderer, IPublicAddresses addresses) : IChannelAdapter
{
    public const string Name = "slack";

    private const string EventType = "ez_delivery";
    private const string LookBack = "100";

    /// <summary>What a message cannot be changed for any more: it is said anew.</summary>
    private static readonly string[] Gone = ["message_not_found", "cant_update_message", "edit_window_closed"];

    public string Channel => Name;

    public async Task<DeliveryOutcome> DeliverAsync(OutboundEntry entry, CancellationToken ct)
    {
        var to = SlackReference.Read(entry.Address.Reference);
        var message = Message(entry, to);
        if (entry.ReplacesExternalId is { } ts)
        {
            message["ts"] = ts;
            var updated = await slack.CallAsync(entry.Address.Tenant, "chat.update", message, ct);
            if (updated is not SlackAnswer.Refused { Error: var error } || !Gone.Contains(error, StringComparer.Ordinal))
                return SlackOutcomes.Of(updated);
            message.Remove("ts");
        }

        if (to.Thread is { } thread)
            message["thread_ts"] = thread;
        return SlackOutcomes.Of(await slack.CallAsync(entry.Address.Tenant, "chat.postMessage", message, ct));
    }

    public async Task<DeliveryOutcome?> FindAsync(OutboundEntry entry, CancellationToken ct)
    {
        // A change of a message is the same done twice.
        if (entry.ReplacesExternalId is not null)
            return new DeliveryOutcome.Retry("The change may not have got there.");
        var to = SlackReference.Read(entry.Address.Reference);
        Dictionary<string, string> query = new()
        {
            ["channel"] = to.Channel,
            ["include_all_metadata"] = "true",
            ["limit"] = LookBack,
            ["oldest"] = entry.Entry.CreatedAt.AddMinutes(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        if (to.Thread is { } thread)
            query["ts"] = thread;
        var read = await slack.ReadAsync(entry.Address.Tenant, to.Thread is null ? "conversations.history" : "conversations.replies", query, ct);
        if (read is not SlackAnswer.Done { Body: var body })
            return read is SlackAnswer.Refused ? SlackOutcomes.Of(read) : new DeliveryOutcome.Unknown("Slack cannot be asked right now.");
        if (Find(body, entry.DeliveryId) is { } ts)
            return new DeliveryOutcome.Sent(ts);
        return body.TryGetProperty("has_more", out var more) && more.ValueKind == JsonValueKind.True
            ? null
            : new DeliveryOutcome.Retry("It is not in the conversation.");
    }

    private static string? Find(JsonElement body, Guid deliveryId)
    {
        foreach (var message in body.GetProperty("messages").EnumerateArray())
        {
            if (message.TryGetProperty("metadata", out var metadata)
                && metadata.TryGetProperty("event_payload", out var payload)
                && payload.TryGetProperty("delivery_id", out var id)
                && id.GetString() == deliveryId.ToString())
                return message.GetProperty("ts").GetString();
        }

        return null;
    }

    private JsonObject Message(OutboundEntry outbound, SlackReference to)
    {
        var entry = outbound.Entry;
        var words = entry.Card is null ? entry.Text : PlainTextRenderer.Render(entry.Card, uri => uri.IsAbsoluteUri ? uri : addresses.For(uri.OriginalString));
        // A person is told apart from the program by their name.
        var text = entry.Author.Kind == AuthorKind.Staff && entry.Text is not null ? $"{entry.Author.Name}: {words}" : words;
        var message = new JsonObject
        {
            ["channel"] = to.Channel,
            ["text"] = string.IsNullOrWhiteSpace(text) ? "…" : entry.Card is null ? SlackText.Escape(text) : SlackText.EscapeShort(text),
            ["mrkdwn"] = false,
            ["parse"] = "none",
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
            ["metadata"] = new JsonObject { ["event_type"] = EventType, ["event_payload"] = new JsonObject { ["delivery_id"] = outbound.DeliveryId.ToString() } },
        };
        if (entry.Card is { } card && renderer.Render(card, entry.Id, outbound.Address.Locale) is { Count: > 0 } blocks)
            message["blocks"] = blocks;
        return message;
    }
}
