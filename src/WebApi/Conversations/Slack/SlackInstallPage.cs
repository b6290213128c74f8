using EzSolutions.Application.Common.Texts;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using static EzSolutions.WebApi.Common.PlainPage;

namespace EzSolutions.WebApi.Conversations.Slack;

/// <summary>How adding the app went, in words; every value is encoded (C08).</summary>
internal static class SlackInstallPage
{
    public static PlainPage Added(Phrases words, string workspace) => new(
        StatusCodes.Status200OK, words.Language, words.Say("Slack.addedTitle", []), $"<p>{words.SayHtml("Slack.added", ("workspace", new Strong(workspace)))}</p>");

    /// <param name="error">Null: the person said no.</param>
    public static PlainPage NotAdded(Phrases words, Error? error) => new(
        error?.ToProblem().StatusCode ?? StatusCodes.Status200OK,
        words.Language,
        words.Say("Slack.notTitle", []),
        $"<p>{(error is null ? words.SayHtml("Slack.denied") : Text(words.Of(error)))}</p>" +
        (error == Application.Conversations.Channels.Slack.SlackErrors.CannotInstall ? "" : $"<p><a href=\"/slack/install\">{words.SayHtml("Slack.again")}</a></p>"));
}
