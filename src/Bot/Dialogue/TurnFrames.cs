using System.Text.Json;
using EzSolutions.Application.Common.Json;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Dialogue;

/// <summary>The requests in progress as staff may see them: what is known and what is asked, no codes and no confirmation's token (P07).</summary>
internal static class TurnFrames
{
    private const string Covered = "•••";

    public static string Of(DialogueState state) => JsonSerializer.Serialize(
        state.Frames.Select(frame => new
        {
            frame.Skill,
            Slots = frame.Slots.ToDictionary(s => s.Key, s => s.Key == SlotNames.Code ? Covered : s.Value, StringComparer.Ordinal),
            frame.Expecting,
            Confirming = frame.ConfirmationToken is not null,
            frame.AwaitsSignIn,
        }),
        DomainJson.Options);
}
