using System.Text.Json.Nodes;
using EzSolutions.Application.Conversations.Models;

namespace EzSolutions.Bot.Understanding.Models;

/// <summary>
/// What a model may propose: one tool per skill, its typed slots as a strict schema. Not among them: a yes, a no, "stop" and "again", which only
/// the customer's own words can mean (C05), and the one-time code, which no model sees.
/// </summary>
internal static class ModelTools
{
    private static readonly HashSet<string> OwnWordsOnly =
        new([SkillNames.Affirm, SkillNames.Deny, SkillNames.Cancel, SkillNames.Repeat], StringComparer.Ordinal);

    public static IReadOnlyList<ModelTool> All { get; } =
        [.. SkillNames.All.Where(MayPropose).Select(skill => new ModelTool(skill, SkillDescriptions.Of(skill), Schema(skill)))];

    public static bool MayPropose(string skill) => SkillNames.All.Contains(skill, StringComparer.Ordinal) && !OwnWordsOnly.Contains(skill);

    public static IReadOnlyList<string> SlotsOf(string skill) => skill switch
    {
        SkillNames.OpenTicket or SkillNames.ReplyTicket => [.. SkillSlots.Of(skill), SlotNames.Text],
        SkillNames.AskKnowledge => [SlotNames.Query],
        _ => [.. SkillSlots.Of(skill).Where(slot => slot != SlotNames.Code)],
    };

    private static string Schema(string skill)
    {
        var slots = SlotsOf(skill);
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(slots.Select(slot => KeyValuePair.Create(slot, (JsonNode?)Property(slot)))),
            ["required"] = new JsonArray([.. slots.Select(slot => (JsonNode)slot)]),
            ["additionalProperties"] = false,
        }.ToJsonString();
    }

    private static JsonObject Property(string slot)
    {
        var property = new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = SlotForms.Describe(slot) };
        if (SlotForms.Values(slot) is { } values)
            property["enum"] = new JsonArray([.. values.Select(value => (JsonNode?)value), null]);
        return property;
    }
}
