using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Slack;

namespace EzSolutions.Bot.Channels.Slack;

internal static class SlackOutcomes
{
    /// <summary>Slack's words for "nothing can be sent there any more".</summary>
    private static readonly string[] Blocking =
    [
        "not_installed", "account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed", "org_login_required", "channel_not_found",
        "not_in_channel", "is_archived", "user_disabled", "user_not_found", "cannot_dm_bot", "messages_tab_disabled", "restricted_action",
    ];

    /// <summary>Its words for "something broke": the message may be there.</summary>
    private static readonly string[] Broken = ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"];

    public static DeliveryOutcome Of(SlackAnswer answer) => answer switch
    {
        SlackAnswer.Done { Body: var body } => body.TryGetProperty("ts", out var ts) && ts.GetString() is { Length: > 0 } id
            ? new DeliveryOutcome.Sent(id)
            : new DeliveryOutcome.Unknown("Slack's answer names no message."),
        SlackAnswer.NotNow later => new DeliveryOutcome.Retry(later.Reason, later.After),
        SlackAnswer.Unclear unclear => new DeliveryOutcome.Unknown(unclear.Reason),
        SlackAnswer.Refused { Error: "ratelimited" or "rate_limited" } => new DeliveryOutcome.Retry("Slack takes no more messages right now."),
        SlackAnswer.Refused { Error: var error } when Broken.Contains(error, StringComparer.Ordinal) => new DeliveryOutcome.Unknown($"Slack: {error}"),
        SlackAnswer.Refused { Error: var error } => new DeliveryOutcome.Failed($"Slack: {error}", Blocking.Contains(error, StringComparer.Ordinal)),
        _ => throw new InvalidOperationException($"{answer.GetType().Name} is no answer."),
    };
}
