using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>
/// A platform says that our app is gone from a workspace: its token is forgotten, and nothing is sent there until people write again. A workspace that is
/// not known is no error.
/// </summary>
/// <param name="HappenedAt">By the platform's clock; news that is older than the installation changes nothing.</param>
/// <param name="BotUserIds">Null: the whole app is gone; else only the tokens of these.</param>
[Access(Audience.System)]
public sealed record RemoveInstallation(string Channel, string Tenant, DateTimeOffset HappenedAt, string Reason, IReadOnlyList<string>? BotUserIds = null) : ICommand<Done>;

internal sealed class RemoveInstallationHandler(IStore store, TimeProvider time) : IRequestHandler<RemoveInstallation, Result<Done>>
{
    public async Task<Result<Done>> Handle(RemoveInstallation request, CancellationToken cancellationToken)
    {
        var (channel, tenant, now) = (request.Channel, request.Tenant, time.GetUtcNow());
        if (await store.FindAsync<ChannelInstallation>(i => i.Channel == channel && i.Tenant == tenant, cancellationToken) is { } installation
            && ((request.BotUserIds is { } bots && !bots.Contains(installation.BotUserId)) || !installation.Remove(request.Reason, request.HappenedAt, now)))
            return Result.Done;
        foreach (var thread in await store.FindAllAsync<ChannelThread>(t => t.Channel == channel && t.Tenant == tenant && t.BlockedAt == null, cancellationToken))
            thread.Block(request.Reason, now);
        return Result.Done;
    }
}
