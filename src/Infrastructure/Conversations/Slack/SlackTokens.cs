using EzSolutions.Application.Common;
using EzSolutions.Domain.Conversations.Channels;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.Slack;

/// <summary>By which token the app speaks in a workspace. Read anew at each call, so that one which was taken away is used nowhere any more.</summary>
internal sealed class SlackTokens(IStore store, ISecretProtector protector, IOptions<SlackOptions> options)
{
    private const string Channel = "slack";

    /// <returns>Null: the app is not there.</returns>
    public async Task<string?> FindAsync(string team, CancellationToken ct)
    {
        var installed = await store.FirstOrDefaultAsync(
            store.Query<ChannelInstallation>().Where(i => i.Channel == Channel && i.Tenant == team).Select(i => new { i.Id, i.SealedToken }), ct);
        if (installed is { SealedToken.Length: > 0 })
            return protector.Open(installed.SealedToken, ChannelInstallation.TokenBinding(installed.Id));
        return installed is null && team == options.Value.Team ? options.Value.BotToken : null;
    }
}
