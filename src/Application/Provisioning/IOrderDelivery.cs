using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>What provisioning needs of ordering.</summary>
public interface IOrderDelivery
{
    /// <summary>What a paid order has to be delivered: one entry per service, in the current transaction.</summary>
    Task<IReadOnlyList<ServiceOrder>> ReadAsync(Guid orderId, CancellationToken ct);

    /// <summary>The order's service exists and is being made.</summary>
    Task StartedAsync(Guid orderId, Guid serviceId, CancellationToken ct);
}
