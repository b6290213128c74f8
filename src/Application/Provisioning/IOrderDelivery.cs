using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>What provisioning needs of ordering.</summary>
public interface IOrderDelivery
{
    /// <summary>What a paid order has to be delivered: one entry per service, in the current transaction.</summary>
    Task<IReadOnlyList<ServiceOrder>> ReadAsync(Guid orderId, CancellationToken ct);

    /// <summary>All services of the order are there.</summary>
    Task CompleteAsync(Guid orderId, CancellationToken ct);

    /// <summary>A service of the order could not be made.</summary>
    Task FailAsync(Guid orderId, string reason, CancellationToken ct);
}
