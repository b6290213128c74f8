using System.Net;
using System.Text.RegularExpressions;

namespace EzSolutions.Bot.Channels.Teams;

/// <summary>The words somebody typed, without what Teams puts around them.</summary>
internal static partial class TeamsText
{
    /// <summary>Whether the bot itself is mentioned: by the mention's id, never by a name that anybody can type.</summary>
    public static bool Mentions(TeamsActivity activity) => BotMentions(activity).Any();

    public static string Read(TeamsActivity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in BotMentions(activity).Select(m => m.Text).OfType<string>().Where(t => t.Length > 0))
            text = text.Replace(mention, " ", StringComparison.Ordinal);
        // Others who are mentioned keep their names.
        text = MentionTags().Replace(text, "${name}");
        if (activity.TextFormat == "xml")
            text = WebUtility.HtmlDecode(Tags().Replace(text, " "));
        return text.Replace('\u00a0', ' ').Trim();
    }

    private static IEnumerable<TeamsEntity> BotMentions(TeamsActivity activity) =>
        (activity.Entities ?? []).Where(e => e is { Type: "mention" } && e.Mentioned?.Id is { Length: > 0 } id && id == activity.Recipient?.Id);

    [GeneratedRegex("<at[^>]{0,200}>(?<name>[^<]{0,200})</at>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MentionTags();

    [GeneratedRegex("<[^<>]{1,500}>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tags();
}
