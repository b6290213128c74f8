using System.Text.Json;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Slack;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>A file as an event names it.</summary>
/// <param name="IsElsewhere">Only a link to another service, or deleted: Slack has no bytes of it.</param>
/// <param name="Lookup">What to ask for it by: files of a shared channel come without anything else.</param>
public sealed record SlackFile(string Name, string? Address, bool IsPage, bool IsElsewhere, bool IsTooLarge, string? Lookup)
{
    private const int LongestName = 80;

    /// <summary>Null: there is nothing to fetch.</summary>
    internal SlackFileRequest? Request =>
        !IsElsewhere && !IsTooLarge && Uri.TryCreate(Address, UriKind.Absolute, out var address) ? new SlackFileRequest(address, IsPage) : null;

    internal static SlackFile Read(JsonElement file)
    {
        var lookup = file.Text("file_access") is "check_file_info" ? file.Text("id") : null;
        var size = file.At("size") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var bytes) ? bytes : 0;
        return new SlackFile(
            MessageText.Shorten(MessageText.Clean(file.Text("name") ?? file.Text("title") ?? "file"), LongestName),
            file.Text("url_private_download") ?? file.Text("url_private"),
            file.Text("mimetype") is "text/html" or "application/xhtml+xml",
            file.Text("mode") is "tombstone" or "external" or "hidden_by_limit" || file.IsTrue("is_external") || file.Text("file_access") is "file_not_found" or "access_denied",
            size > Attachment.MaxBytes,
            lookup);
    }
}

/// <param name="Missing">Names of what may be sent again.</param>
/// <param name="Elsewhere">Names of what Slack itself does not have.</param>
/// <param name="IsLate">Some of it may be had in a moment.</param>
internal sealed record SlackFetched(IReadOnlyList<ChannelFile> Files, IReadOnlyList<string> Missing, IReadOnlyList<string> Elsewhere, bool IsLate);

/// <summary>Files that came with a message: fetched before the message is taken in, so that either both are there or the person is told.</summary>
internal sealed class SlackFiles(ISlackApi slack, TimeProvider time)
{
    /// <summary>Slack waits three seconds for its answer, and the message is to be stored in them too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<SlackFetched> FetchAsync(string team, IReadOnlyList<SlackFile> files, CancellationToken ct)
    {
        if (files.Count == 0)
            return new SlackFetched([], [], [], false);
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        List<(SlackFile File, SlackFileAnswer? Answer)> known = [];
        foreach (var file in files)
            known.Add(await LookAsync(team, file, both.Token));
        var wanted = known.Where(k => k.Answer is null && k.File.Request is not null).Select(k => k.File).ToList();
        var answers = await slack.FetchFilesAsync(team, [.. wanted.Select(f => f.Request!)], both.Token);
        ct.ThrowIfCancellationRequested();
        (SlackFile File, SlackFileAnswer? Answer)[] all =
            [.. known.Where(k => k.Answer is not null || k.File.Request is null), .. wanted.Zip(answers, (f, a) => (f, (SlackFileAnswer?)a))];
        return new SlackFetched(
            [.. all.Where(f => f.Answer is SlackFileAnswer.Fetched).Select(f => new ChannelFile(f.File.Name, ((SlackFileAnswer.Fetched)f.Answer!).Content))],
            [.. all.Where(f => f.Answer is SlackFileAnswer.NotNow or SlackFileAnswer.Refused || (f.Answer is null && !f.File.IsElsewhere)).Select(f => f.File.Name)],
            [.. all.Where(f => f.Answer is null && f.File.IsElsewhere).Select(f => f.File.Name)],
            all.Any(f => f.Answer is SlackFileAnswer.NotNow));
    }

    /// <summary>A file that is only named by its id is asked for first; one after the other, because they share what reads the token.</summary>
    private async Task<(SlackFile File, SlackFileAnswer? Answer)> LookAsync(string team, SlackFile file, CancellationToken ct)
    {
        if (file.Lookup is not { } id)
            return (file, null);
        try
        {
            return await slack.ReadAsync(team, "files.info", new Dictionary<string, string> { ["file"] = id }, ct) switch
            {
                SlackAnswer.Done { Body: var body } => (SlackFile.Read(body.At("file")) with { Lookup = null }, null),
                SlackAnswer.Refused => (file with { IsElsewhere = true }, null),
                _ => (file, new SlackFileAnswer.NotNow()),
            };
        }
        catch (OperationCanceledException)
        {
            return (file, new SlackFileAnswer.NotNow());
        }
    }
}
