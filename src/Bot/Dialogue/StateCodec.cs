using System.Text.Json;
using EzSolutions.Application.Common.Json;

namespace EzSolutions.Bot.Dialogue;

/// <summary>Reads and writes the dialogue's state. Whatever cannot be read starts afresh: an old or broken state never stops a conversation.</summary>
internal static class StateCodec
{
    public static DialogueState Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new DialogueState();
        }

        try
        {
            var state = JsonSerializer.Deserialize<DialogueState>(json, DomainJson.Options);
            return state is { Version: DialogueState.CurrentVersion } ? state : new DialogueState();
        }
        catch (JsonException)
        {
            // Written by a version we do not know, or damaged: the log is what counts, the state can be built again.
            return new DialogueState();
        }
    }

    public static string Write(DialogueState state) => JsonSerializer.Serialize(state, DomainJson.Options);
}
