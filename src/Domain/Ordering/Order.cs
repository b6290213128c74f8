using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Ordering;

public enum OrderState
{
    Pending,
    Paid,
    Provisioning,
    Completed,
    Cancelled,
    Failed,
}

/// <summary>What a customer ordered, at the price it was confirmed at.</summary>
public sealed class Order : Aggregate
{
    private readonly List<OrderLine> _lines = [];

    private Order(Guid id)
        : base(id)
    {
    }

    private Order()
    {
    }

    public string Number { get; private set; } = "";

    public Guid CustomerId { get; private set; }

    /// <summary>Where it was ordered, if in a conversation: progress is told there.</summary>
    public Guid? ConversationId { get; private set; }

    public OrderState State { get; private set; }

    /// <summary>E.g. <c>VPS M, monthly</c>.</summary>
    public string Summary { get; private set; } = "";

    public Money Total { get; private set; }

    public Guid? InvoiceId { get; private set; }

    public string? InvoiceNumber { get; private set; }

    /// <summary>The service made from it, once there is one.</summary>
    public Guid? ServiceId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <param name="products">By line, in order; null where a line delivers nothing.</param>
    public static Order Place(
        Guid id, string number, Guid customerId, Guid? conversationId, string summary, CalculatedPrice price,
        IReadOnlyList<OrderedProduct?> products, DateTimeOffset at)
    {
        var order = new Order(id)
        {
            Number = number,
            CustomerId = customerId,
            ConversationId = conversationId,
            State = OrderState.Pending,
            Summary = summary,
            Total = price.Total,
            CreatedAt = at,
        };
        order._lines.AddRange(price.Lines.Select((line, index) => new OrderLine(index + 1, line, products[index])));
        return order;
    }

    /// <summary>O10: a coupon was used before it was paid. The lines stay the same lines, at what they cost now.</summary>
    public void Reprice(CalculatedPrice price, IReadOnlyList<AgreedDiscount> discounts)
    {
        Expect(State == OrderState.Pending && price.Lines.Count == _lines.Count, "repriced");
        foreach (var line in _lines)
            line.Reprice(price.Lines[line.Position - 1], discounts);
        (Total, InvoiceId, InvoiceNumber) = (price.Total, null, null);
    }

    public void Invoiced(Invoice invoice) => (InvoiceId, InvoiceNumber) = (invoice.Id, invoice.Number);

    /// <summary>O01, P01: once, in the transaction that made it so. M11: also how a free order goes on, without a gateway.</summary>
    public void MarkPaid(DateTimeOffset at)
    {
        Expect(State == OrderState.Pending, "paid");
        (State, PaidAt) = (OrderState.Paid, at);
        Raise(new OrderPaid(Id, Number, CustomerId, ConversationId));
    }

    public Result<Done> Cancel(string reason, DateTimeOffset at)
    {
        if (State == OrderState.Cancelled)
            return OrderingErrors.AlreadyCancelled;
        if (State != OrderState.Pending)
            return OrderingErrors.AlreadyPaid;
        (State, EndedAt) = (OrderState.Cancelled, at);
        Raise(new OrderCancelled(Id, Number, CustomerId, ConversationId, reason));
        return Done.Value;
    }

    /// <summary>The service exists and is being made; said again for the same order, nothing changes.</summary>
    public void StartProvisioning(Guid serviceId)
    {
        Expect(State is OrderState.Paid or OrderState.Provisioning or OrderState.Failed, "provisioned");
        (State, ServiceId, EndedAt) = (OrderState.Provisioning, serviceId, null);
    }

    public void Complete(Guid serviceId, DateTimeOffset at)
    {
        Expect(State is OrderState.Paid or OrderState.Provisioning or OrderState.Failed or OrderState.Completed, "completed");
        (State, ServiceId, EndedAt) = (OrderState.Completed, serviceId, EndedAt ?? at);
    }

    /// <summary>It could not be delivered; staff have a ticket. The money stays recorded as paid: a refund is its own record.</summary>
    public void Fail(DateTimeOffset at)
    {
        Expect(State is OrderState.Paid or OrderState.Provisioning or OrderState.Failed, "failed");
        (State, EndedAt) = (OrderState.Failed, at);
    }

    private void Expect(bool allowed, string verb)
    {
        if (!allowed)
            throw new InvalidOperationException($"O01: an order that is {State} cannot be {verb}.");
    }
}
