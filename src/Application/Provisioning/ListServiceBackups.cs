using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning;

/// <param name="Purpose">requested or final.</param>
/// <param name="State">running, done, failed or removed.</param>
public sealed record BackupView(
    Guid Id, Guid ServiceId, BackupPurpose Purpose, BackupState State, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, long? SizeBytes)
{
    internal static BackupView Of(ServiceBackup backup) => new(
        backup.Id, backup.ServiceId, backup.Purpose, backup.State, backup.CreatedAt, backup.CompletedAt, backup.SizeBytes);
}

/// <param name="Kept">How many requested backups a service can have; the oldest makes room for a new one.</param>
/// <param name="Items">Newest first, without those that failed or have made room.</param>
public sealed record ServiceBackups(int Kept, IReadOnlyList<BackupView> Items);

/// <summary>The backups of the customer's own service. Errors: service_not_found.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record ListServiceBackups(Guid ServiceId) : IQuery<ServiceBackups>;

internal sealed class ListServiceBackupsHandler(IActorContext actor, IStore store, IOptions<ProvisioningOptions> options)
    : IRequestHandler<ListServiceBackups, Result<ServiceBackups>>
{
    public async Task<Result<ServiceBackups>> Handle(ListServiceBackups request, CancellationToken cancellationToken)
    {
        var service = await store.FirstOrDefaultAsync(store.Query<Service>().Where(s => s.Id == request.ServiceId), cancellationToken);
        if (service is null || !service.IsVisibleTo(actor.Current))
            return ServiceErrors.NotFound;
        var rows = await store.ListAsync(
            store.Query<ServiceBackup>()
                .Where(b => b.ServiceId == service.Id && (b.State == BackupState.Done || b.State == BackupState.Running))
                .OrderByDescending(b => b.Id),
            cancellationToken);
        return new ServiceBackups(options.Value.BackupsKept, [.. rows.Select(BackupView.Of)]);
    }
}
