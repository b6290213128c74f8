using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using static EzSolutions.WebApi.Common.PlainPage;

namespace EzSolutions.WebApi.Conversations.Slack;

/// <summary>How adding the app went, in words; every value is encoded (C08).</summary>
internal static class SlackInstallPage
{
    public static PlainPage Added(string workspace) => new(
        StatusCodes.Status200OK,
        "Added to Slack",
        $"<p>The app is in <strong>{Text(workspace)}</strong> now. Find it under Apps and write to it: it shows plans, takes orders and helps with what you have.</p>");

    /// <param name="error">Null: the person said no.</param>
    public static PlainPage NotAdded(Error? error) => new(
        error?.ToProblem().StatusCode ?? StatusCodes.Status200OK,
        "Nothing was added",
        $"<p>{Text(error?.Message ?? "You did not allow it, and nothing was changed.")}</p>" +
        (error == Application.Conversations.Channels.Slack.SlackErrors.CannotInstall ? "" : "<p><a href=\"/slack/install\">Start again</a></p>"));
}
