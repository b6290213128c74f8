using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Slack;

/// <summary>What somebody does in Slack, and how the request to the app differs from a good one.</summary>
/// <param name="Do">say, mention, press, submit, close, assistant, context, shortcut, event, uninstall, revoke, scope or verify.</param>
/// <param name="Team">The workspace; the first one otherwise.</param>
/// <param name="Channel">Name of a channel; else it is a direct message.</param>
/// <param name="Home">The person is a guest from this other workspace (Slack Connect).</param>
/// <param name="Thread">Timestamp of the thread's first message.</param>
/// <param name="Message">Timestamp of the message whose button is pressed.</param>
/// <param name="Action">Label of the button.</param>
/// <param name="Values">What the fields hold, by block id.</param>
/// <param name="View">The modal that is sent or closed.</param>
/// <param name="Callback">The shortcut's own id.</param>
/// <param name="Event">Laid over the event; null removes.</param>
/// <param name="Envelope">Laid over what is around the event.</param>
/// <param name="Flaw">How the request is not right.</param>
internal sealed record SlackDeed(
    string Do = "say", string? Team = null, string User = "alice", string? Channel = null, string? Home = null, string? Thread = null, string? Text = null,
    string? Message = null, string? Action = null, JsonObject? Values = null, string? View = null, string? Callback = null, JsonObject? Event = null,
    JsonObject? Envelope = null, SlackFlaw? Flaw = null);

/// <param name="Secret">Signs with this one.</param>
/// <param name="AgeSeconds">How long ago it was signed.</param>
/// <param name="Change">A byte of the body is changed after it was signed.</param>
/// <param name="Signature">The whole header instead of a good one; empty sends none.</param>
/// <param name="Times">Sent that often, the same each time.</param>
/// <param name="RawBody">Base64 of the bytes sent instead, signed as they are.</param>
/// <param name="Unchecked">Fields are sent as they are, even where Slack's own client would not.</param>
internal sealed record SlackFlaw(
    string? Secret = null, int AgeSeconds = 0, bool Change = false, string? Signature = null, int Times = 1, string? RawBody = null, bool Unchecked = false);
