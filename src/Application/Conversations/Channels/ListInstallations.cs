using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>Workspaces that have, or had, our app by installing it; newest first.</summary>
/// <param name="Channel">Null: of every channel.</param>
[Access(Audience.Staff, Roles = [StaffRole.Admin])]
public sealed record ListInstallations(string? Channel = null, PageRequest? Page = null) : IQuery<Page<InstallationView>>;

/// <param name="Conversations">Held there so far.</param>
public sealed record InstallationView(
    Guid Id, string Channel, string Tenant, string Name, string InstalledBy, DateTimeOffset InstalledAt, DateTimeOffset? RemovedAt, string? RemovedReason, int Conversations);

internal sealed class ListInstallationsHandler(IStore store) : IRequestHandler<ListInstallations, Result<Page<InstallationView>>>
{
    public async Task<Result<Page<InstallationView>>> Handle(ListInstallations request, CancellationToken cancellationToken)
    {
        var (channel, limit) = (request.Channel, Math.Clamp(request.Page?.Limit ?? 20, 1, 100));
        // Ids sort by time.
        var after = Guid.TryParse(request.Page?.After, out var id) ? id : (Guid?)null;
        var found = await store.ListAsync(
            store.Query<ChannelInstallation>()
                .Where(i => (channel == null || i.Channel == channel) && (after == null || i.Id < after))
                .OrderByDescending(i => i.Id)
                .Take(limit + 1)
                .Select(i => new InstallationView(
                    i.Id, i.Channel, i.Tenant, i.Name, i.InstalledBy, i.InstalledAt, i.RemovedAt, i.RemovedReason,
                    store.Query<ChannelThread>().Count(t => t.Channel == i.Channel && t.Tenant == i.Tenant))),
            cancellationToken);
        return new Page<InstallationView>(found.Take(limit).ToList(), found.Count > limit ? found[limit - 1].Id.ToString() : null);
    }
}
