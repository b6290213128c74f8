using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.BotFramework;

namespace EzSolutions.Bot.Channels.Teams;

/// <summary>Files that came with a message: fetched before the message is taken in, so that either both are there or the person is told.</summary>
internal sealed class TeamsFiles(IBotFrameworkConnector connector)
{
    private const string FromStore = "application/vnd.microsoft.teams.file.download.info";

    /// <summary>The request must be answered within 10 to 15 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <returns>What could be had, and the names of what could not.</returns>
    public async Task<(IReadOnlyList<ChannelFile> Files, IReadOnlyList<string> Missing)> FetchAsync(
        string serviceUrl, IReadOnlyList<TeamsFile> files, TimeProvider time, CancellationToken ct)
    {
        if (files.Count == 0)
            return ([], []);
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        var fetched = await Task.WhenAll(files.Select(file => FetchAsync(serviceUrl, file, both.Token)));
        ct.ThrowIfCancellationRequested();
        return (
            [.. fetched.Where(f => f.Content is not null).Select(f => new ChannelFile(f.Name, f.Content!))],
            [.. fetched.Where(f => f.Content is null).Select(f => f.Name ?? "file")]);
    }

    private async Task<(string? Name, byte[]? Content)> FetchAsync(string serviceUrl, TeamsFile file, CancellationToken ct)
    {
        var address = file.ContentType == FromStore ? TeamsActivity.Of(file.Content, "downloadUrl") : file.ContentUrl;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return (file.Name, null);
        try
        {
            return (file.Name, await connector.FetchFileAsync(serviceUrl, uri, ct));
        }
        catch (OperationCanceledException)
        {
            return (file.Name, null);
        }
    }
}
