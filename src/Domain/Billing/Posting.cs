using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>One side of one movement: debit positive, credit negative.</summary>
public sealed class Posting
{
    internal Posting(int position, LedgerAccount account, Guid? customerId, Money amount)
    {
        Position = position;
        Account = account;
        CustomerId = customerId;
        Amount = amount;
    }

    private Posting()
    {
    }

    public int Position { get; private set; }

    public LedgerAccount Account { get; private set; }

    /// <summary>Whose sub-account, for receivable and wallet.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>Debit positive, credit negative.</summary>
    public Money Amount { get; private set; }
}
