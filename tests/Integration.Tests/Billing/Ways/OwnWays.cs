using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.Refunds;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing.Ways;

/// <summary>Credit that comes in and is spent.</summary>
[Collection(BillingCollection.Name)]
public sealed class WalletWayTests(BillingWorld world) : PaymentWayContract(world)
{
    private protected override string Provider => "wallet";

    private protected override string Accounts => "'wallet'";

    // Spent by itself or by the customer, whoever is first.
    private protected override async Task PayAsync(Bill bill, long amount)
    {
        await World.GiveAsync(bill.Customer, amount, CurrencyCode);
        await World.SendAsync(new SpendCredit(bill.Invoice.Id), bill.Customer);
    }

    private protected override async Task TellAgainAsync(Bill bill, long amount) =>
        (await World.SendAsync(new SpendCredit(bill.Invoice.Id), bill.Customer)).Error!.Code.ShouldBe("invoice_already_paid");

    private protected override async Task PayInAnotherCurrencyAsync(Bill bill, long amount)
    {
        await World.GiveAsync(bill.Customer, amount, "EUR");
        (await World.SendAsync(new SpendCredit(bill.Invoice.Id), bill.Customer)).Error!.Code.ShouldBe("wallet_insufficient");
    }
}

/// <summary>Money on our own account, typed in by staff.</summary>
[Collection(BillingCollection.Name)]
public sealed class BankTransferWayTests(BillingWorld world) : PaymentWayContract(world)
{
    private int _transfers;

    private protected override string Provider => "bank_transfer";

    private protected override string Accounts => "'bank'";

    private protected override async Task PayAsync(Bill bill, long amount)
    {
        _transfers++;
        (await World.SendAsync(Transfer(bill, Money(amount)), Ledger.Bo)).Error.ShouldBeNull();
    }

    private protected override async Task TellAgainAsync(Bill bill, long amount) =>
        (await World.SendAsync(Transfer(bill, Money(amount)), Ledger.Bo)).Error!.Code.ShouldBe("transfer_recorded");

    private protected override async Task PayInAnotherCurrencyAsync(Bill bill, long amount) =>
        (await World.SendAsync(Transfer(bill, new Money(amount, Currency.Of("EUR"))), Ledger.Bo)).Error!.Code.ShouldBe("transfer_wrong_currency");

    private protected override async Task SendByHandAsync(Guid refund) =>
        (await World.SendAsync(new CompleteManualRefund(refund, "SENT-BACK"), Ledger.Bo)).Error.ShouldBeNull();

    private RecordBankTransfer Transfer(Bill bill, Money amount) => new(bill.Invoice.Number, amount, $"WAY-{bill.Invoice.Id:N}-{_transfers}", new DateOnly(2026, 1, 2));
}
