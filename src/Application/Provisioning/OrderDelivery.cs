using EzSolutions.Application.Common;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>What provisioning needs of an order, in the transaction that made it paid.</summary>
internal sealed class OrderDelivery(IStore store)
{
    /// <summary>What a paid order has to be delivered: one entry per service.</summary>
    public async Task<IReadOnlyList<ServiceOrder>> ReadAsync(Guid orderId, CancellationToken ct)
    {
        var order = await FindAsync(orderId, ct);
        return
        [
            .. from line in order.Lines
               where line.Product is not null
               from unit in Enumerable.Range(1, line.Quantity)
               select Deliver(order, line, line.Product!, unit),
        ];
    }

    public async Task StartedAsync(Guid orderId, Guid serviceId, CancellationToken ct) => (await FindAsync(orderId, ct)).StartProvisioning(serviceId);

    private static ServiceOrder Deliver(Order order, OrderLine line, OrderedProduct product, int unit) => new(
        order.CustomerId, order.Id, order.Number, line.Position, unit, order.ConversationId, product.Type, product.Code, product.Name,
        Label(order, product, line, unit), new ServiceSpecs(product.Specs.RamGb, product.Specs.Vcpu, product.Specs.DiskGb), product.OperatingSystem,
        product.Region, product.SshKey, product.Cycle, product.RecurringPrice);

    /// <summary>The hostname; what has none is called by product and order.</summary>
    private static string Label(Order order, OrderedProduct product, OrderLine line, int unit)
    {
        var name = product.Hostname ?? $"{product.Code}-{order.Number[^6..]}-{line.Position}".ToLowerInvariant();
        return unit == 1 ? name : $"{name.Split('.')[0]}-{unit}{(name.Contains('.', StringComparison.Ordinal) ? name[name.IndexOf('.', StringComparison.Ordinal)..] : "")}";
    }

    // Found, not locked: it is the very instance that has just been marked as paid.
    private async Task<Order> FindAsync(Guid orderId, CancellationToken ct) =>
        await store.FindAsync<Order>(o => o.Id == orderId, ct) ?? throw new InvalidOperationException($"Order {orderId} is paid but not there.");
}
