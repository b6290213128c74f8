using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Refunds;

/// <summary>The correction of an invoice that goes with a refund: a credit note over the amount, which puts it into the wallet.</summary>
internal sealed class RefundCredit(IStore store, CreditNoteBook notes)
{
    /// <summary>
    /// As much of the amount as a paid invoice has left to credit. What is beyond that was overpaid or credited before, and lies in the wallet
    /// already. An invoice that is not paid is left alone.
    /// </summary>
    public async Task<Result<Done>> GiveAsync(Invoice invoice, Money amount, string reason, CancellationToken ct)
    {
        var creditable = invoice.Total - invoice.AmountCredited;
        if (invoice.State != InvoiceState.Paid || !creditable.IsPositive)
            return Done.Value;
        if (amount >= creditable)
            return (await notes.IssueForAllAsync(invoice, reason, ct)).Map(_ => Done.Value);

        var lines = Spread(invoice, await EarlierAsync(invoice, ct), amount);
        return (await notes.IssueAsync(invoice, lines, reason, ct)).Map(_ => Done.Value);
    }

    private async Task<List<CreditNoteLine>> EarlierAsync(Invoice invoice, CancellationToken ct) =>
        [.. (await store.ListAsync(store.Query<CreditNote>().Where(n => n.InvoiceId == invoice.Id), ct)).SelectMany(n => n.Lines)];

    /// <summary>Line by line until the amount, tax included, is reached; never less than it, at most one minor unit more (tax is rounded per line, M01).</summary>
    private static List<CreditRequest> Spread(Invoice invoice, List<CreditNoteLine> earlier, Money amount)
    {
        var requests = new List<CreditRequest>();
        var wanted = amount;
        foreach (var line in invoice.Lines.OrderBy(l => l.Position))
        {
            if (!wanted.IsPositive)
                break;
            var (net, tax) = earlier.Where(e => e.InvoiceLine == line.Position)
                .Aggregate((line.Amount, line.Tax), (left, e) => (left.Item1 - e.Amount, left.Item2 - e.Tax));
            var gross = net + tax;
            if (!gross.IsPositive)
                continue;
            if (wanted >= gross)
            {
                requests.Add(new CreditRequest(line.Position));
                wanted -= gross;
                continue;
            }

            requests.Add(new CreditRequest(line.Position, NetFor(line, net, wanted)));
            wanted = Money.Zero(amount.Currency);
        }

        return requests;
    }

    /// <summary>The smallest net amount that makes up at least the gross one together with its tax.</summary>
    private static Money NetFor(InvoiceLine line, Money left, Money gross)
    {
        var net = gross.MultiplyRounded((decimal)line.Amount.MinorUnits / (line.Amount + line.Tax).MinorUnits);
        var unit = new Money(1, gross.Currency);
        while (net < left && net + TaxOf(net) < gross)
            net += unit;
        while (net > unit && net - unit + TaxOf(net - unit) >= gross)
            net -= unit;
        return net;

        Money TaxOf(Money amount) => line.Tax.MultiplyRounded((decimal)amount.MinorUnits / line.Amount.MinorUnits);
    }
}
