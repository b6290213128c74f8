-- The same rules, judged once per document instead of once per row, so that thousands of documents can be written in a set.

-- M02: judged at commit by the entry alone. M03 keeps that whole: a posting comes with its entry, and none comes after entries were judged.
CREATE OR REPLACE FUNCTION refuse_unbalanced_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    currencies int;
    unbalanced int;
BEGIN
    SELECT count(*), count(*) FILTER (WHERE total <> 0) INTO currencies, unbalanced
    FROM (SELECT sum(amount_minor_units) AS total FROM journal_postings WHERE entry_id = NEW.id GROUP BY amount_currency) sums;
    IF currencies = 0 THEN
        RAISE EXCEPTION 'M02: journal entry % has no postings', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'm02_balanced';
    END IF;
    IF unbalanced > 0 THEN
        RAISE EXCEPTION 'M02: journal entry % is not balanced', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'm02_balanced';
    END IF;
    PERFORM set_config('ez.entries_judged', 'on', true);
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS m02_balanced ON journal_postings;

CREATE OR REPLACE FUNCTION refuse_late_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('ez.entries_judged', true), '') = 'on'
       OR position(NEW.entry_id::text IN coalesce(current_setting('ez.new_entries', true), '')) = 0 THEN
        RAISE EXCEPTION 'M03: journal entry % is complete; correct it by a new entry', NEW.entry_id USING ERRCODE = 'check_violation', CONSTRAINT = 'm03_complete';
    END IF;
    RETURN NEW;
END $$;

-- M06, M09: at commit, an invoice's paid amount is the sum of its allocations, its credit that of its credit notes, and its totals are the sums of its lines.
CREATE OR REPLACE FUNCTION check_invoice_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target uuid;
    found_one record;
BEGIN
    IF TG_TABLE_NAME = 'invoices' THEN
        target := NEW.id;
    ELSE
        target := NEW.invoice_id;
    END IF;
    SELECT i.number, i.amount_paid_minor_units, i.subtotal_minor_units, i.tax_minor_units, i.credited_minor_units, i.credit_applied_minor_units,
        paid.total AS allocated, paid.foreign_currency, line.net, line.tax
    INTO found_one
    FROM invoices i
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(a.amount_minor_units), 0) AS total, coalesce(bool_or(a.amount_currency <> i.total_currency), false) AS foreign_currency
        FROM payment_allocations a WHERE a.invoice_id = i.id) paid
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(l.amount_minor_units), 0) AS net, coalesce(sum(l.tax_minor_units), 0) AS tax FROM invoice_lines l WHERE l.invoice_id = i.id) line
    WHERE i.id = target AND i.number IS NOT NULL;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF found_one.amount_paid_minor_units <> found_one.allocated THEN
        RAISE EXCEPTION 'M06: invoice % is not paid by what was allocated to it', found_one.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm06_allocations';
    END IF;
    IF found_one.foreign_currency THEN
        RAISE EXCEPTION 'M06: invoice % was paid in another currency', found_one.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm06_allocations';
    END IF;
    IF found_one.subtotal_minor_units <> found_one.net OR found_one.tax_minor_units <> found_one.tax THEN
        RAISE EXCEPTION 'M09: the totals of invoice % are not the sums of its lines', found_one.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_totals';
    END IF;
    IF (found_one.credited_minor_units <> 0 OR TG_TABLE_NAME = 'credit_notes') AND
       (found_one.credited_minor_units, found_one.credit_applied_minor_units) <>
       (SELECT coalesce(sum(total_minor_units), 0), coalesce(sum(applied_minor_units), 0) FROM credit_notes WHERE invoice_id = target) THEN
        RAISE EXCEPTION 'M09: the credit on invoice % is not that of its credit notes', found_one.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_credit';
    END IF;
    RETURN NULL;
END $$;

-- M09: lines come with their invoice, in the transaction that finalises it; later none is added, changed or taken away.
CREATE OR REPLACE FUNCTION refuse_line_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF position(NEW.invoice_id::text IN coalesce(current_setting('ez.new_invoices', true), '')) > 0 THEN
            RETURN NEW;
        END IF;
        IF EXISTS (SELECT 1 FROM invoices WHERE id = NEW.invoice_id AND number IS NOT NULL) THEN
            RAISE EXCEPTION 'M09: the lines of a finalised invoice stay as they are' USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_lines_immutable';
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM invoices WHERE id = OLD.invoice_id AND number IS NOT NULL) THEN
        RAISE EXCEPTION 'M09: the lines of a finalised invoice stay as they are' USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_lines_immutable';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
