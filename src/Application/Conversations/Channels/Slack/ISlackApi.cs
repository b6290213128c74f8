using System.Text.Json;
using System.Text.Json.Nodes;

namespace EzSolutions.Application.Conversations.Channels.Slack;

/// <summary>Slack's Web API, as the app that a workspace has installed. Never throws for what Slack does.</summary>
public interface ISlackApi
{
    /// <summary>Whether the app is in this workspace; requests of any other are not answered.</summary>
    Task<bool> ServesAsync(string team, CancellationToken ct);

    /// <param name="team">The workspace; one that has not installed the app is refused with <c>not_installed</c>.</param>
    /// <param name="method">E.g. <c>chat.postMessage</c>.</param>
    Task<SlackAnswer> CallAsync(string team, string method, JsonObject arguments, CancellationToken ct);

    /// <summary>As <see cref="CallAsync"/>, for the methods that read and take no JSON.</summary>
    Task<SlackAnswer> ReadAsync(string team, string method, IReadOnlyDictionary<string, string> arguments, CancellationToken ct);

    /// <summary>Fetches files that came with a message, from where Slack keeps files and nowhere else: our token goes along.</summary>
    /// <returns>One for each, in their order; never cancelled: what was not there by then is <see cref="SlackFileAnswer.NotNow"/>.</returns>
    Task<IReadOnlyList<SlackFileAnswer>> FetchFilesAsync(string team, IReadOnlyList<SlackFileRequest> files, CancellationToken ct);
}

/// <param name="IsPage">The file is said to be a web page; else a page is Slack's sign-in, which it shows to a token that may not read files.</param>
public sealed record SlackFileRequest(Uri Address, bool IsPage);

public abstract record SlackFileAnswer
{
    private SlackFileAnswer()
    {
    }

    public sealed record Fetched(byte[] Content) : SlackFileAnswer;

    /// <summary>It cannot be had: another address, too large, gone, not for us.</summary>
    public sealed record Refused : SlackFileAnswer;

    /// <summary>It may be had in a moment.</summary>
    public sealed record NotNow : SlackFileAnswer;
}

public abstract record SlackAnswer
{
    private SlackAnswer()
    {
    }

    public sealed record Done(JsonElement Body) : SlackAnswer;

    /// <param name="Error">Slack's word for it, e.g. <c>channel_not_found</c>.</param>
    public sealed record Refused(string Error) : SlackAnswer;

    /// <summary>Certainly not done.</summary>
    /// <param name="After">As long as Slack asks us to wait.</param>
    public sealed record NotNow(string Reason, TimeSpan? After = null) : SlackAnswer;

    /// <summary>It may have been done.</summary>
    public sealed record Unclear(string Reason) : SlackAnswer;
}
