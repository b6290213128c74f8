using System.Text.Json.Nodes;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.AdaptiveCards;

internal static class AdaptiveFacts
{
    private const int LongestLabel = 120;
    private const int LongestValue = 1_000;

    public static JsonObject Of(IEnumerable<CardFact> facts) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Select(Fact)]),
    };

    private static JsonNode Fact(CardFact fact) => new JsonObject
    {
        ["title"] = AdaptiveText.Escape(MessageText.Shorten(fact.Label, LongestLabel)),
        ["value"] = AdaptiveText.Escape(MessageText.Shorten(fact.Value, LongestValue)),
    };
}
