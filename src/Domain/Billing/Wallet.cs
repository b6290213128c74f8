using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>
/// A customer's credit in one currency. M04: the database moves the balance with every wallet posting, in the same statement's transaction,
/// and refuses a negative one; nothing else writes it, so it always equals the sum of its postings.
/// </summary>
public sealed class Wallet
{
    private Wallet()
    {
    }

    public Guid CustomerId { get; private set; }

    public string CurrencyCode { get; private set; } = "";

    public long BalanceMinorUnits { get; private set; }

    public Money Balance => new(BalanceMinorUnits, Currency.Of(CurrencyCode));
}
