using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Ledger;

/// <summary>
/// All that moved between a customer and us in a period, in one currency, with the balances before and after: straight from the journal. Errors:
/// customer_not_found.
/// </summary>
/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive; at most 400 days after <paramref name="From"/>.</param>
/// <param name="CustomerId">Staff name one.</param>
[Access(Audience.Customer | Audience.Staff)]
public sealed record GetStatement(string Currency, DateTimeOffset From, DateTimeOffset Until, Guid? CustomerId = null) : IQuery<StatementView>;

/// <param name="Opening">Owed and credit before the period.</param>
public sealed record StatementView(
    string Currency, DateTimeOffset From, DateTimeOffset Until, CustomerBalance Opening, IReadOnlyList<StatementLine> Lines, CustomerBalance Closing);

/// <param name="Kind">As in the journal, e.g. <c>invoice_finalised</c>.</param>
/// <param name="Reference">The document's number, or the payment's id.</param>
/// <param name="Note">The reason somebody gave, if any.</param>
/// <param name="Owed">How it changed what is owed.</param>
/// <param name="Credit">How it changed the credit in the wallet.</param>
/// <param name="OwedAfter">What was owed after it.</param>
public sealed record StatementLine(
    DateTimeOffset At, string Kind, string Reference, Guid? InvoiceId, string? Note, Money Owed, Money Credit, Money OwedAfter, Money CreditAfter);

internal sealed class GetStatementValidator : AbstractValidator<GetStatement>
{
    public GetStatementValidator()
    {
        RuleFor(r => r.Currency).Must(c => Currency.TryParse(c, out _)).WithMessage("That is not a currency we trade in.");
        RuleFor(r => r.Until).Must((r, until) => until > r.From).WithMessage("The period ends after it begins.");
        RuleFor(r => r.Until).Must((r, until) => until - r.From <= TimeSpan.FromDays(400)).WithMessage("A statement covers at most 400 days.");
    }
}

internal sealed class GetStatementHandler(IStore store, IActorContext actors) : IRequestHandler<GetStatement, Result<StatementView>>
{
    public async Task<Result<StatementView>> Handle(GetStatement request, CancellationToken cancellationToken)
    {
        var named = await store.NamedCustomerAsync(actors.Current, request.CustomerId, cancellationToken);
        if (named.Error is { } unknown)
            return unknown;

        var (id, currency) = (named.Value, Currency.Of(request.Currency));
        var (from, until) = (request.From.ToUniversalTime(), request.Until.ToUniversalTime());
        var before = await store.ListAsync(
            store.Query<JournalEntry>().Where(e => e.CreatedAt < from).SelectMany(e => e.Postings)
                .Where(p => p.CustomerId == id && p.Amount.Currency == currency)
                .GroupBy(p => p.Account).Select(g => new { Account = g.Key, Sum = g.Sum(p => p.Amount.MinorUnits) }),
            cancellationToken);
        var entries = await store.ListAsync(
            store.Query<JournalEntry>()
                .Where(e => e.CreatedAt >= from && e.CreatedAt < until && e.Postings.Any(p => p.CustomerId == id && p.Amount.Currency == currency))
                .OrderBy(e => e.CreatedAt).ThenBy(e => e.Id),
            cancellationToken);

        var owed = new Money(before.Where(b => b.Account == LedgerAccount.CustomerReceivable).Sum(b => b.Sum), currency);
        var credit = new Money(-before.Where(b => b.Account == LedgerAccount.Wallet).Sum(b => b.Sum), currency);
        var opening = new CustomerBalance(currency.Code, owed, credit);
        var lines = new List<StatementLine>();
        foreach (var entry in entries)
        {
            var (moved, earned) = (Sum(entry, LedgerAccount.CustomerReceivable, id, currency), -Sum(entry, LedgerAccount.Wallet, id, currency));
            (owed, credit) = (owed + moved, credit + earned);
            lines.Add(new StatementLine(entry.CreatedAt, entry.Kind, entry.Reference, entry.InvoiceId, entry.Note, moved, earned, owed, credit));
        }

        return new StatementView(currency.Code, from, until, opening, lines, new CustomerBalance(currency.Code, owed, credit));
    }

    private static Money Sum(JournalEntry entry, LedgerAccount account, Guid customer, Currency currency) =>
        new(entry.Postings.Where(p => p.Account == account && p.CustomerId == customer && p.Amount.Currency == currency).Sum(p => p.Amount.MinorUnits), currency);
}
