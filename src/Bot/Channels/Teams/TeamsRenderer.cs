using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Bot.Channels.AdaptiveCards;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Teams;

/// <summary>An entry as Teams shows it: text as plain text (C08), a card as an Adaptive Card.</summary>
internal sealed class TeamsRenderer(AdaptiveCardRenderer cards)
{
    /// <summary>In UTF-16 units; with the largest card it stays below the 51,200 that a message may have.</summary>
    private const int LongestText = 8_000;

    /// <returns>Null when there is nothing to show.</returns>
    public JsonObject? Render(EntryView entry, ChannelAddress address, TeamsReference reference)
    {
        var text = entry.Author.Kind == AuthorKind.Staff ? BotTexts.For(address.Locale).Teams.StaffSays(entry.Author.Name, entry.Text) : entry.Text;
        if (string.IsNullOrEmpty(text) && entry.Card is null)
            return null;
        var activity = Say(text, address.ThreadKey, address.UserId, reference);
        if (entry.Card is { } card)
        {
            activity["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = AdaptiveCardRenderer.ContentType,
                // Buttons name the card's place: it stays the same while the card changes.
                ["content"] = cards.Render(card, entry.Replaces ?? entry.Id, address.Locale),
            });
            activity["summary"] = MessageText.Shorten(card.Title ?? card.Text ?? "", 200);
        }

        return activity;
    }

    public static JsonObject Say(string? text, string conversationId, string userId, TeamsReference reference)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["from"] = new JsonObject { ["id"] = reference.BotId },
            ["recipient"] = new JsonObject { ["id"] = userId },
            ["conversation"] = new JsonObject { ["id"] = conversationId },
        };
        if (!string.IsNullOrEmpty(text))
            (activity["text"], activity["textFormat"]) = (MessageText.Shorten(text, LongestText), "plain");
        return activity;
    }
}
