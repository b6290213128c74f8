using EzSolutions.Application.Billing.Tax;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;

namespace EzSolutions.Infrastructure.Billing.Tax;

/// <inheritdoc />
internal sealed class TaxReports(AppDbContext context) : ITaxReports
{
    public async Task<IReadOnlyList<TaxReportRow>> RowsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        // A credited line takes back of each of its taxes the share it takes back of the whole; shares are rounded along their running sum, so that
        // together they are exactly what the credit note says. An invoice that credit notes emptied is void, too, but corrected by them alone.
        var rows = await context.Database.SqlQuery<Row>(
            $"""
             WITH lines AS (
                 SELECT i.id AS document, l.tax_country, l.tax_region, l.tax_kind, l.tax_label, l.commodity_code, l.amount_currency, l.taxes,
                     l.tax_minor_units AS whole, l.amount_minor_units AS net, l.tax_minor_units AS tax
                 FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id
                 WHERE i.issued_at >= {from.ToUniversalTime()} AND i.issued_at < {until.ToUniversalTime()}
                 UNION ALL
                 SELECT i.id, l.tax_country, l.tax_region, l.tax_kind, l.tax_label, l.commodity_code, l.amount_currency, l.taxes,
                     l.tax_minor_units, -l.amount_minor_units, -l.tax_minor_units
                 FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id
                 WHERE i.voided_at >= {from.ToUniversalTime()} AND i.voided_at < {until.ToUniversalTime()} AND i.credited_minor_units = 0
                 UNION ALL
                 SELECT n.id, l.tax_country, l.tax_region, l.tax_kind, l.tax_label, l.commodity_code, l.amount_currency, l.taxes,
                     l.tax_minor_units, -c.amount_minor_units, -c.tax_minor_units
                 FROM credit_notes n JOIN credit_note_lines c ON c.credit_note_id = n.id
                     JOIN invoice_lines l ON l.invoice_id = n.invoice_id AND l.position = c.invoice_line
                 WHERE n.issued_at >= {from.ToUniversalTime()} AND n.issued_at < {until.ToUniversalTime()}
             ), parts AS (
                 SELECT lines.*, coalesce(t.label, tax_label) AS label, coalesce(t.rate, 0) AS rate,
                     CASE WHEN t.units IS NULL OR whole = 0 THEN 0
                         ELSE round(tax::numeric * t.upto / whole) - round(tax::numeric * (t.upto - t.units) / whole) END AS part
                 FROM lines LEFT JOIN LATERAL (
                     SELECT e ->> 'label' AS label, (e ->> 'ratePercent')::numeric AS rate, (e ->> 'minorUnits')::bigint AS units,
                         sum((e ->> 'minorUnits')::bigint) OVER (ORDER BY n) AS upto
                     FROM jsonb_array_elements(lines.taxes) WITH ORDINALITY AS elements(e, n)) AS t ON true
             )
             SELECT tax_country AS "Country", tax_region AS "Region", tax_kind AS "Kind", label AS "Label", rate AS "RatePercent",
                 commodity_code AS "CommodityCode", amount_currency::text AS "Currency", sum(net)::bigint AS "Net", sum(part)::bigint AS "Tax",
                 count(DISTINCT document)::int AS "Documents"
             FROM parts
             GROUP BY tax_country, tax_region, tax_kind, label, rate, commodity_code, amount_currency
             ORDER BY amount_currency, tax_country NULLS LAST, tax_region NULLS LAST, label, rate, commodity_code NULLS LAST
             """).ToListAsync(ct);
        return [.. rows.Select(View)];
    }

    public async Task<IReadOnlyList<Money>> LedgerAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var sums = await context.Database.SqlQuery<Sum>(
            $"""
             SELECT p.amount_currency::text AS "Currency", -sum(p.amount_minor_units)::bigint AS "Tax"
             FROM journal_entries e JOIN journal_postings p ON p.entry_id = e.id
             WHERE p.account = 'tax_payable' AND e.created_at >= {from.ToUniversalTime()} AND e.created_at < {until.ToUniversalTime()}
             GROUP BY p.amount_currency
             """).ToListAsync(ct);
        return [.. sums.Select(s => new Money(s.Tax, Currency.Of(s.Currency)))];
    }

    private static TaxReportRow View(Row row)
    {
        var currency = Currency.Of(row.Currency);
        var kind = Enum.Parse<TaxKind>(row.Kind.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        return new TaxReportRow(
            row.Country, row.Region, kind, row.Label, row.RatePercent, row.CommodityCode, new Money(row.Net, currency), new Money(row.Tax, currency), row.Documents);
    }

    private sealed record Row(
        string? Country, string? Region, string Kind, string Label, decimal RatePercent, string? CommodityCode, string Currency, long Net, long Tax, int Documents);

    private sealed record Sum(string Currency, long Tax);
}
