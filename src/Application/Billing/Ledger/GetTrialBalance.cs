using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Ledger;

/// <summary>What stands on every account, per currency. M02: it adds up to zero, always.</summary>
/// <param name="Until">Entries before this instant; null takes all.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record GetTrialBalance(DateTimeOffset? Until = null) : IQuery<TrialBalanceView>;

public sealed record TrialBalanceView(DateTimeOffset AsOf, IReadOnlyList<TrialBalanceCurrency> Currencies);

/// <param name="Difference">Debits less credits; anything but zero is an alarm.</param>
public sealed record TrialBalanceCurrency(string Currency, IReadOnlyList<AccountBalance> Accounts, Money Debits, Money Credits, Money Difference);

/// <param name="Account">E.g. <c>customer_receivable</c>.</param>
/// <param name="Nature">asset, liability, income, contra_income or expense.</param>
/// <param name="Balance">Debit positive, credit negative.</param>
public sealed record AccountBalance(string Account, string Nature, Money Debits, Money Credits, Money Balance);

internal sealed class GetTrialBalanceHandler(IStore store, TimeProvider time) : IRequestHandler<GetTrialBalance, Result<TrialBalanceView>>
{
    public async Task<Result<TrialBalanceView>> Handle(GetTrialBalance request, CancellationToken cancellationToken)
    {
        var until = request.Until ?? DateTimeOffset.MaxValue;
        var entries = store.Query<JournalEntry>();
        if (request.Until is not null)
            entries = entries.Where(e => e.CreatedAt < until);
        var sums = await store.ListAsync(
            entries.SelectMany(e => e.Postings)
                .GroupBy(p => new { p.Account, p.Amount.Currency })
                .Select(g => new
                {
                    g.Key.Account,
                    g.Key.Currency,
                    Debits = g.Sum(p => p.Amount.MinorUnits > 0 ? p.Amount.MinorUnits : 0),
                    Credits = g.Sum(p => p.Amount.MinorUnits < 0 ? -p.Amount.MinorUnits : 0),
                }),
            cancellationToken);

        var currencies = sums.GroupBy(s => s.Currency).OrderBy(g => g.Key.Code, StringComparer.Ordinal).Select(inOne =>
        {
            var accounts = inOne.OrderBy(s => s.Account).Select(s => new AccountBalance(
                s.Account.Word(), s.Account.Nature().Word(), new Money(s.Debits, inOne.Key), new Money(s.Credits, inOne.Key),
                new Money(s.Debits - s.Credits, inOne.Key))).ToList();
            var (debits, credits) = (new Money(inOne.Sum(s => s.Debits), inOne.Key), new Money(inOne.Sum(s => s.Credits), inOne.Key));
            return new TrialBalanceCurrency(inOne.Key.Code, accounts, debits, credits, debits - credits);
        });
        return new TrialBalanceView(request.Until ?? time.GetUtcNow(), [.. currencies]);
    }
}
