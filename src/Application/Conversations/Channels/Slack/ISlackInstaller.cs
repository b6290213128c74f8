using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Conversations.Channels.Slack;

/// <summary>Slack's side of being added to a workspace (OAuth v2); registered where the app has a client id.</summary>
public interface ISlackInstaller
{
    /// <summary>Slack's page that asks a person of the workspace.</summary>
    Uri AskAt(string state);

    /// <summary>Makes a permission a token. Errors: slack_install_refused, slack_workspace_not_allowed, slack_unavailable.</summary>
    Task<Result<SlackGrant>> ExchangeAsync(string code, CancellationToken ct);
}

/// <param name="Team">The workspace (T...).</param>
/// <param name="BotUserId">Who the app is there.</param>
/// <param name="InstalledBy">Who allowed it.</param>
/// <param name="Token">The bot's token.</param>
public sealed record SlackGrant(string Team, string Name, string BotUserId, string InstalledBy, string Token)
{
    /// <summary>Never shows the token in a log.</summary>
    public override string ToString() => $"{nameof(SlackGrant)} {Team}";
}
