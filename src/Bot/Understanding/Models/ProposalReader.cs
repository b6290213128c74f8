using System.Text.Json;
using EzSolutions.Application.Conversations.Models;

namespace EzSolutions.Bot.Understanding.Models;

/// <summary>Reads tool calls as proposals. What is malformed, unknown or too much is "not understood"; no text makes it throw.</summary>
internal static class ProposalReader
{
    /// <summary>Of one message; a model that asks for more is not reading a message.</summary>
    public const int MostCalls = 4;

    private const int LongestArguments = 8192;
    private static readonly JsonDocumentOptions Flat = new() { MaxDepth = 2 };

    public static IReadOnlyList<ProposedRequest> Read(IReadOnlyList<ModelCall> calls, string said, RecognitionContext context) =>
        calls.Count > MostCalls ? [] : [.. calls.Select(call => Read(call, said, context)).OfType<ProposedRequest>()];

    private static ProposedRequest? Read(ModelCall call, string said, RecognitionContext context)
    {
        if (!ModelTools.MayPropose(call.Name) || call.Arguments.Length > LongestArguments)
            return null;
        try
        {
            using var arguments = JsonDocument.Parse(call.Arguments.Length == 0 ? "{}" : call.Arguments, Flat);
            return Slots(call.Name, arguments.RootElement, said, context) is { } slots ? new ProposedRequest(call.Name, slots) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: valid to the parser, but no text.
            return null;
        }
    }

    private static Dictionary<string, string>? Slots(string skill, JsonElement arguments, string said, RecognitionContext context)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
            return null;
        var known = ModelTools.SlotsOf(skill);
        var slots = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in arguments.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal) || property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return null;
            if (property.Value.GetString()?.Trim() is { } value && SlotForms.Fits(property.Name, value) && Grounding.Stands(property.Name, value, said, context))
                slots[property.Name] = value;
        }

        return slots;
    }
}
