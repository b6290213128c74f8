using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.LanguageModel;

/// <summary>What the stand-in answers to a prompt whose last message holds some words; everything left out is left out of the answer.</summary>
/// <param name="Match">Words of the last message, any case; empty matches every prompt.</param>
/// <param name="Calls">Tool calls, arguments word for word: broken ones stay broken.</param>
/// <param name="Raw">The whole body, sent as it stands.</param>
/// <param name="Status">An error in the vendor's form.</param>
/// <param name="RetryAfter">The header's value: seconds or a date.</param>
/// <param name="DelayMs">Before the answer.</param>
/// <param name="Padding">That many characters of text besides.</param>
/// <param name="Times">How often; null is always.</param>
internal sealed record ModelScript(
    string? Match = null, IReadOnlyList<ScriptedCall>? Calls = null, string? Text = null, string? Raw = null, int? Status = null, string? RetryAfter = null,
    int? DelayMs = null, int? Padding = null, int? Times = null);

internal sealed record ScriptedCall(string Name, string Arguments);

/// <param name="Body">The request as it came.</param>
internal sealed record SeenPrompt(DateTimeOffset At, JsonObject Body);
