namespace EzSolutions.Application.Billing.Reconciliation;

/// <summary>What only whole-table queries can find; each reads one snapshot and changes nothing, but for the one fix.</summary>
public interface IReconciliationChecks
{
    /// <summary>M04: wallets whose balance is not the sum of their postings. Subject: <c>customer:currency</c>.</summary>
    Task<IReadOnlyList<Observation>> WalletMismatchesAsync(CancellationToken ct);

    /// <summary>M08: numbers that were given out and stand on no document. Subject: the number.</summary>
    Task<IReadOnlyList<Observation>> NumberGapsAsync(CancellationToken ct);

    /// <summary>Sets a wallet to the sum of its postings, inside the caller's transaction; one that agrees stays as it is.</summary>
    /// <returns>The balance after it, in minor units.</returns>
    Task<long> CorrectWalletAsync(Guid customerId, string currency, CancellationToken ct);
}

/// <param name="Subject">The same for the same matter.</param>
/// <param name="Detail">For staff, plain words.</param>
public sealed record Observation(string Subject, string Detail);
