using EzSolutions.Application.Billing.Exports;

namespace EzSolutions.Infrastructure.Billing.Exports;

/// <param name="Amounts">The columns that hold minor units of the row's currency.</param>
internal sealed record ExportQuery(IReadOnlyList<string> Columns, IReadOnlySet<string> Amounts, string Sql);

/// <summary>What each export reads; <c>$1</c> is the beginning of the period, <c>$2</c> its end.</summary>
internal static class ExportQueries
{
    private static readonly ExportQuery Invoices = new(
        ["number", "state", "issued_at", "due_at", "paid_at", "customer_id", "customer", "order_number", "currency", "subtotal", "tax", "total", "paid", "credited", "due"],
        new HashSet<string>(StringComparer.Ordinal) { "subtotal", "tax", "total", "paid", "credited", "due" },
        """
        SELECT i.number, i.state, i.issued_at, i.due_at, i.paid_at, i.customer_id, coalesce(i.billed_to ->> 'company', i.billed_to ->> 'name', c.name),
               i.order_number, i.total_currency, i.subtotal_minor_units, i.tax_minor_units, i.total_minor_units, i.amount_paid_minor_units, i.credited_minor_units,
               CASE WHEN i.state IN ('open', 'partially_paid', 'overdue') THEN i.total_minor_units - i.amount_paid_minor_units - i.credit_applied_minor_units ELSE 0 END
        FROM invoices i LEFT JOIN customers c ON c.id = i.customer_id
        WHERE i.number IS NOT NULL AND i.issued_at >= $1 AND i.issued_at < $2
        ORDER BY i.issued_at, i.id
        """);

    private static readonly ExportQuery Payments = new(
        ["booked_at", "provider", "payment_id", "effect", "invoice_number", "customer_id", "currency", "amount", "on_invoice"],
        new HashSet<string>(StringComparer.Ordinal) { "amount", "on_invoice" },
        """
        SELECT e.created_at, e.provider, e.payment_id, e.effect, i.number, coalesce(i.customer_id, p.customer_id), e.amount_currency, e.amount_minor_units,
               coalesce(a.amount_minor_units, 0)
        FROM payment_effects e
        LEFT JOIN invoices i ON i.id = e.invoice_id
        LEFT JOIN payment_allocations a ON a.effect_id = e.id
        LEFT JOIN LATERAL (
            SELECT customer_id FROM journal_postings l JOIN journal_entries j ON j.id = l.entry_id
            WHERE e.invoice_id IS NULL AND j.reference = e.payment_id AND l.customer_id IS NOT NULL LIMIT 1) p ON true
        WHERE e.created_at >= $1 AND e.created_at < $2
        ORDER BY e.created_at, e.id
        """);

    // A voided invoice is taken back on the day it was voided; one that credit notes took back is taken back by them.
    private static readonly ExportQuery Tax = new(
        ["date", "document", "number", "customer_id", "country", "region", "customer_tax_id", "tax", "rate_percent", "currency", "base", "tax_amount"],
        new HashSet<string>(StringComparer.Ordinal) { "base", "tax_amount" },
        """
        WITH issued AS (
            SELECT i.id, i.number, i.customer_id, i.issued_at AS at, 'invoice' AS document, 1 AS sign FROM invoices i WHERE i.number IS NOT NULL
            UNION ALL
            SELECT i.id, i.number, i.customer_id, i.voided_at, 'void', -1 FROM invoices i WHERE i.state = 'void' AND i.credited_minor_units = 0)
        SELECT d.at, d.document, d.number, d.customer_id, l.tax_country, l.tax_region, l.customer_tax_id, coalesce(t ->> 'label', l.tax_label),
               coalesce((t ->> 'ratePercent')::numeric, l.tax_rate_percent), l.amount_currency, d.sign * l.amount_minor_units,
               d.sign * coalesce((t ->> 'minorUnits')::bigint, l.tax_minor_units)
        FROM issued d JOIN invoice_lines l ON l.invoice_id = d.id LEFT JOIN LATERAL jsonb_array_elements(l.taxes) t ON true
        WHERE d.at >= $1 AND d.at < $2
        UNION ALL
        SELECT n.issued_at, 'credit_note', n.number, n.customer_id, l.tax_country, l.tax_region, l.customer_tax_id, c.tax_label, c.tax_rate_percent,
               c.amount_currency, -c.amount_minor_units, -c.tax_minor_units
        FROM credit_notes n JOIN credit_note_lines c ON c.credit_note_id = n.id
        LEFT JOIN invoice_lines l ON l.invoice_id = n.invoice_id AND l.position = c.invoice_line
        WHERE n.issued_at >= $1 AND n.issued_at < $2
        ORDER BY 1, 3
        """);

    private static readonly ExportQuery Ledger = new(
        ["booked_at", "entry_id", "kind", "reference", "account", "customer_id", "currency", "debit", "credit", "note"],
        new HashSet<string>(StringComparer.Ordinal) { "debit", "credit" },
        """
        SELECT e.created_at, e.id, e.kind, e.reference, p.account, p.customer_id, p.amount_currency, greatest(p.amount_minor_units, 0),
               greatest(-p.amount_minor_units, 0), e.note
        FROM journal_entries e JOIN journal_postings p ON p.entry_id = e.id
        WHERE e.created_at >= $1 AND e.created_at < $2
        ORDER BY e.created_at, e.id, p.position
        """);

    public static ExportQuery Of(BillingExport kind) => kind switch
    {
        BillingExport.Invoices => Invoices,
        BillingExport.Payments => Payments,
        BillingExport.Tax => Tax,
        BillingExport.Ledger => Ledger,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an export."),
    };
}
