using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Conversations.Channels.Slack;

public static class SlackErrors
{
    public static readonly Error CannotInstall =
        Error.NotFound("slack_install_off", "The app cannot be added to Slack from here: see docs/channels/slack.md.");

    public static readonly Error StateInvalid =
        Error.Validation("slack_state_invalid", "This did not begin here, or too long ago. Please start again.");

    public static readonly Error NotAllowed =
        Error.Forbidden("slack_workspace_not_allowed", "The app is not meant for this workspace.");

    public static readonly Error Unavailable =
        Error.Unavailable("slack_unavailable", "Slack does not answer right now. Please start again in a moment.");

    public static Error Refused(string why) => Error.Validation("slack_install_refused", $"Slack did not let the app in ({why}). Please start again.");
}
