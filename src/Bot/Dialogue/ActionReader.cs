using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Dialogue;

/// <summary>Turns a pressed button or a sent form into moves. Only what stands on the card counts.</summary>
internal static class ActionReader
{
    public static IReadOnlyList<Move> Read(InboundEntry entry)
    {
        var action = entry.Action!;
        if (entry.ActionCard is { } card && !OnCard(card, action.ActionId))
        {
            return [new Move.StaleButton()];
        }

        var move = ActionIds.Read(action.ActionId) ?? new Move.StaleButton();
        if (action.Values is not { Count: > 0 } values)
        {
            return [move];
        }

        return move switch
        {
            // A form: its fields answer the frame's questions one by one.
            Move.Fill form => [.. values.Where(v => !string.IsNullOrWhiteSpace(v.Value)).Select(v => new Move.Fill(form.FrameId, v.Key, v.Value, Typed: false))],
            Move.Request request => [request with { Slots = Merge(request.Slots, values) }],
            _ => [move],
        };
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> slots, IReadOnlyDictionary<string, string> values)
    {
        var merged = new Dictionary<string, string>(slots, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            merged[name] = value;
        }

        return merged;
    }

    private static bool OnCard(Card card, string actionId) =>
        (card.Actions ?? []).Concat((card.Items ?? []).SelectMany(i => i.Actions ?? [])).Any(a => a.Url is null && a.Id == actionId);
}
