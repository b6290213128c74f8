using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Refunds;

/// <summary>M12: the customer is told by mail; that can fail without touching money.</summary>
internal sealed class RefundMails(IMailer mailer, BillToDirectory customers) : IDomainEventHandler<RefundPaid>, IDomainEventHandler<RefundRejected>
{
    public Task HandleAsync(RefundPaid happened, CancellationToken ct) => SendAsync(
        happened.CustomerId, "refund-sent", happened.InvoiceNumber, happened.Amount,
        happened.Destination == RefundDestination.Wallet
            ? "wallet"
            : "bank",
        ct);

    public Task HandleAsync(RefundRejected happened, CancellationToken ct) =>
        SendAsync(happened.CustomerId, "refund-rejected", happened.InvoiceNumber, happened.Amount, happened.Note, ct);

    private async Task SendAsync(Guid customerId, string template, string invoice, Money amount, string note, CancellationToken ct)
    {
        if (await customers.FindAsync(customerId, ct) is not { } customer)
            return;
        await mailer.QueueAsync(
            customer.Email, template,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["name"] = customer.Name,
                ["invoiceNumber"] = invoice,
                ["amount"] = amount,
                ["note"] = note,
            },
            ct);
    }
}
