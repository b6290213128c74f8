namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Shortcuts of the app's manifest: each says something for the person, in their direct messages.</summary>
internal static class SlackShortcuts
{
    /// <returns>Null: none of ours.</returns>
    public static string? WordsOf(string? callbackId) => callbackId switch
    {
        "ez_plans" => "show me your plans",
        "ez_invoices" => "show my invoices",
        "ez_ticket" => "open a ticket",
        "ez_person" => "I want to talk to a human",
        _ => null,
    };
}
