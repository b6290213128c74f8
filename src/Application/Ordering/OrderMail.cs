using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

/// <summary>Tells a customer by e-mail that their order was placed; queued with the order, sent after it (M12).</summary>
internal sealed class OrderMail(IMailer mailer, PayLinks links, ICompanyCalendar calendar)
{
    public async Task OrderPlacedAsync(Order order, BillTo? customer, CancellationToken ct)
    {
        if (customer?.Email is not { } email)
            return;
        var delivered = order.Lines.Select(l => l.Product).FirstOrDefault(p => p is not null);
        await mailer.QueueAsync(
            email, "order-placed",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["name"] = customer.Name,
                ["orderNumber"] = order.Number,
                ["summary"] = order.Summary,
                ["hostname"] = delivered?.Hostname,
                ["operatingSystem"] = delivered?.OperatingSystem,
                ["region"] = delivered?.Region,
                ["lines"] = order.Lines.Select(l => new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["description"] = l.Description,
                    ["amount"] = l.Amount,
                }).ToList(),
                ["tax"] = order.Lines.Aggregate(Money.Zero(order.Total.Currency), (sum, l) => sum + l.Tax),
                ["total"] = order.Total,
                ["free"] = order.Total.IsZero,
                ["invoiceNumber"] = order.InvoiceNumber,
                ["payUrl"] = order.InvoiceId is { } invoice ? links.For(invoice).ToString() : null,
                ["placedAt"] = calendar.DateOf(order.CreatedAt),
            },
            ct,
            attachedDocument: order.InvoiceId);
    }
}
