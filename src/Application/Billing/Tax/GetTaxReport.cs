using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Tax;

/// <summary>
/// What was charged of each tax over a period, by place, rate and currency: invoices by their day, less what was voided or credited in it. The
/// totals stand beside what the ledger moved on tax payable in the same time; they are equal.
/// </summary>
/// <param name="From">The first day, as the company counts days.</param>
/// <param name="To">The last day.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record GetTaxReport(DateOnly From, DateOnly To) : IQuery<TaxReport>;

public sealed record TaxReport(DateOnly From, DateOnly To, IReadOnlyList<TaxReportRow> Rows, IReadOnlyList<TaxReportTotal> Totals);

/// <param name="Kind">taxed, reverse_charge, exempt or not_taxed.</param>
/// <param name="Label">E.g. <c>CGST 9%</c>; a line with several taxes is in a row of each.</param>
/// <param name="Net">What the tax was charged on.</param>
/// <param name="Documents">Invoices and credit notes.</param>
public sealed record TaxReportRow(
    string? Country, string? Region, TaxKind Kind, string Label, decimal RatePercent, string? CommodityCode, Money Net, Money Tax, int Documents);

/// <param name="LedgerTax">What the ledger moved on tax payable.</param>
public sealed record TaxReportTotal(Money Tax, Money LedgerTax);

/// <summary>Sums tax over a period; set-based, in the database.</summary>
public interface ITaxReports
{
    Task<IReadOnlyList<TaxReportRow>> RowsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <summary>Per currency, what the ledger moved on tax payable: what is owed to the state is positive.</summary>
    Task<IReadOnlyList<Money>> LedgerAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);
}

internal sealed class GetTaxReportValidator : AbstractValidator<GetTaxReport>
{
    public GetTaxReportValidator()
    {
        RuleFor(r => r.To).GreaterThanOrEqualTo(r => r.From);
        RuleFor(r => r.From).GreaterThanOrEqualTo(new DateOnly(2000, 1, 1));
        RuleFor(r => r.To).LessThan(new DateOnly(9999, 1, 1));
    }
}

internal sealed class GetTaxReportHandler(ITaxReports reports, ICompanyCalendar calendar) : IRequestHandler<GetTaxReport, Result<TaxReport>>
{
    public async Task<Result<TaxReport>> Handle(GetTaxReport request, CancellationToken cancellationToken)
    {
        var (from, until) = (calendar.StartOf(request.From), calendar.StartOf(request.To.AddDays(1)));
        var rows = await reports.RowsAsync(from, until, cancellationToken);
        var ledger = await reports.LedgerAsync(from, until, cancellationToken);

        var charged = rows.GroupBy(r => r.Tax.Currency).ToDictionary(g => g.Key, g => g.Aggregate(Money.Zero(g.Key), (sum, r) => sum + r.Tax));
        var totals = charged.Keys.Union(ledger.Select(m => m.Currency)).OrderBy(c => c.Code, StringComparer.Ordinal)
            .Select(c => new TaxReportTotal(charged.GetValueOrDefault(c, Money.Zero(c)), ledger.FirstOrDefault(m => m.Currency == c, Money.Zero(c)))).ToList();
        return new TaxReport(request.From, request.To, rows, totals);
    }
}
