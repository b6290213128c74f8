namespace EzSolutions.Domain.Billing;

/// <summary>The chart of accounts. What side an account grows on is its <see cref="LedgerAccounts.Nature"/>.</summary>
public enum LedgerAccount
{
    /// <summary>What a customer owes us for finalised invoices.</summary>
    CustomerReceivable,

    /// <summary>What we owe a customer: credit they can spend.</summary>
    Wallet,
    Revenue,
    TaxPayable,

    /// <summary>Money a gateway has taken for us and not yet paid out.</summary>
    GatewayClearing,

    /// <summary>Revenue given back by credit notes.</summary>
    Refunds,

    /// <summary>Money taken out of a wallet to be sent back, until the gateway says that it went.</summary>
    RefundsPayable,

    /// <summary>Money a bank has taken back while a dispute runs.</summary>
    DisputedFunds,

    /// <summary>Money lost in disputes.</summary>
    Chargebacks,

    /// <summary>What gateways keep for their work.</summary>
    GatewayFees,

    /// <summary>Receivables given up.</summary>
    BadDebt,

    /// <summary>Our own bank account: transfers and what gateways paid out.</summary>
    Bank,

    /// <summary>Credit given to customers, or taken back, by staff.</summary>
    WalletAdjustments,
}

public enum AccountNature
{
    Asset,
    Liability,
    Income,

    /// <summary>Taken off income.</summary>
    ContraIncome,
    Expense,
}

public static class LedgerAccounts
{
    public static AccountNature Nature(this LedgerAccount account) => account switch
    {
        LedgerAccount.CustomerReceivable or LedgerAccount.GatewayClearing or LedgerAccount.DisputedFunds or LedgerAccount.Bank => AccountNature.Asset,
        LedgerAccount.Wallet or LedgerAccount.TaxPayable or LedgerAccount.RefundsPayable => AccountNature.Liability,
        LedgerAccount.Revenue => AccountNature.Income,
        LedgerAccount.Refunds => AccountNature.ContraIncome,
        LedgerAccount.Chargebacks or LedgerAccount.GatewayFees or LedgerAccount.BadDebt or LedgerAccount.WalletAdjustments => AccountNature.Expense,
        _ => throw new ArgumentOutOfRangeException(nameof(account), account, "Not an account."),
    };

    /// <summary>Whether each customer has a sub-account of their own.</summary>
    public static bool IsPerCustomer(this LedgerAccount account) => account is LedgerAccount.CustomerReceivable or LedgerAccount.Wallet;
}
