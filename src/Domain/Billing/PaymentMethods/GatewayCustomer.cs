using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.PaymentMethods;

/// <summary>A customer as a gateway knows them; made once per customer and gateway.</summary>
public sealed class GatewayCustomer : Aggregate
{
    private GatewayCustomer(Guid id)
        : base(id)
    {
    }

    private GatewayCustomer()
    {
    }

    public Guid CustomerId { get; private set; }

    public string Provider { get; private set; } = "";

    /// <summary>The gateway's id; null until it has answered.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>P02: durable, so that a repeated call makes no second one.</summary>
    public string IdempotencyKey => $"customer-{Id:N}";

    public static GatewayCustomer Intend(Guid id, Guid customerId, string provider) => new(id) { CustomerId = customerId, Provider = provider };

    public void Known(string externalId) => ExternalId ??= externalId;
}
