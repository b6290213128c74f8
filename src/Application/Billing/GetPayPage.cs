using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>What the holder of a pay link may see. Errors: pay_link_invalid.</summary>
[Access(Audience.Anyone)]
public sealed record GetPayPage(string Token) : IQuery<PayPageView>;

/// <param name="State">As of an invoice.</param>
/// <param name="LastRefusal">Why the latest try did not work, if it did not.</param>
/// <param name="Ways">The gateways that take the currency, the one to offer first in front; none when nothing is due.</param>
/// <param name="Locale">BCP 47 tag of the invoice's language; null where it has none.</param>
/// <param name="WalletCredit">What the customer's wallet could pay of it; zero shows nothing.</param>
public sealed record PayPageView(
    string InvoiceNumber, string State, Money Total, Money AmountDue, string? OrderNumber, string? LastRefusal, IReadOnlyList<WayToPay> Ways, Money WalletCredit,
    string? Locale);

/// <param name="Provider">For <see cref="StartPayment"/>.</param>
public sealed record WayToPay(string Provider, string Name);

internal sealed class GetPayPageHandler(IStore store, PayLinks links, PaymentGateways gateways) : IRequestHandler<GetPayPage, Result<PayPageView>>
{
    public async Task<Result<PayPageView>> Handle(GetPayPage request, CancellationToken cancellationToken)
    {
        if (!links.TryRead(request.Token, out var id))
            return BillingErrors.PayLinkInvalid;
        var invoice = await store.FirstOrDefaultAsync(store.Query<Invoice>().Where(i => i.Id == id && i.Number != null), cancellationToken);
        if (invoice is null)
            return BillingErrors.PayLinkInvalid;

        var refusal = await store.FirstOrDefaultAsync(
            store.Query<Payment>().Where(p => p.InvoiceId == id).OrderByDescending(p => p.CreatedAt).Select(p => p.FailureReason), cancellationToken);
        var ways = invoice.IsPayable ? gateways.For(invoice.Total.Currency).Select(g => new WayToPay(g.Provider, g.DisplayName)).ToList() : [];
        return new PayPageView(
            invoice.Number!, invoice.State.Word(), invoice.Total, invoice.AmountDue, invoice.OrderNumber, refusal, ways,
            await WalletCreditAsync(invoice, cancellationToken), invoice.BilledTo?.Locale);
    }

    private async Task<Money> WalletCreditAsync(Invoice invoice, CancellationToken ct)
    {
        var (owner, currency) = (invoice.CustomerId, invoice.Total.Currency.Code);
        var units = await store.FirstOrDefaultAsync(
            store.Query<Wallet>().Where(w => w.CustomerId == owner && w.CurrencyCode == currency).Select(w => w.BalanceMinorUnits), ct);
        var balance = new Money(units, invoice.Total.Currency);
        return balance < invoice.AmountDue ? balance : invoice.AmountDue;
    }
}
