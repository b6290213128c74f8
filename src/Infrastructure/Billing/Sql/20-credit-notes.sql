-- M09: what stands on a finalised invoice never changes; payments, credit notes, voiding and writing off move its state, and only forward (O01).
CREATE OR REPLACE FUNCTION refuse_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable text[] := ARRAY['state', 'amount_paid_minor_units', 'paid_at', 'voided_at', 'written_off_at', 'credited_minor_units', 'credit_applied_minor_units'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.number IS NOT NULL THEN
            RAISE EXCEPTION 'M09: invoice % is finalised and stays', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_immutable';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.number IS NULL THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(OLD) - movable <> to_jsonb(NEW) - movable THEN
        RAISE EXCEPTION 'M09: invoice % is finalised', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_immutable';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state IN ('paid', 'void', 'uncollectible') OR NEW.state = 'draft') THEN
        RAISE EXCEPTION 'O01: invoice % cannot go from % to %', OLD.number, OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'o01_transitions';
    END IF;
    IF NEW.credited_minor_units < OLD.credited_minor_units OR NEW.credit_applied_minor_units < OLD.credit_applied_minor_units THEN
        RAISE EXCEPTION 'M09: a credit note of invoice % stays', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_immutable';
    END IF;
    RETURN NEW;
END $$;

-- M06, M09: at commit, an invoice's paid amount is the sum of its allocations, its credit that of its credit notes, and its totals are the sums of its lines.
CREATE OR REPLACE FUNCTION check_invoice_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    invoice invoices%ROWTYPE;
BEGIN
    SELECT * INTO invoice FROM invoices WHERE id = (CASE WHEN TG_TABLE_NAME = 'invoices' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'invoice_id' END)::uuid;
    IF NOT FOUND OR invoice.number IS NULL THEN
        RETURN NULL;
    END IF;
    IF invoice.amount_paid_minor_units <> (SELECT coalesce(sum(amount_minor_units), 0) FROM payment_allocations WHERE invoice_id = invoice.id) THEN
        RAISE EXCEPTION 'M06: invoice % is not paid by what was allocated to it', invoice.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm06_allocations';
    END IF;
    IF EXISTS (SELECT 1 FROM payment_allocations WHERE invoice_id = invoice.id AND amount_currency <> invoice.total_currency) THEN
        RAISE EXCEPTION 'M06: invoice % was paid in another currency', invoice.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm06_allocations';
    END IF;
    IF (invoice.subtotal_minor_units, invoice.tax_minor_units) <>
       (SELECT coalesce(sum(amount_minor_units), 0), coalesce(sum(tax_minor_units), 0) FROM invoice_lines WHERE invoice_id = invoice.id) THEN
        RAISE EXCEPTION 'M09: the totals of invoice % are not the sums of its lines', invoice.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_totals';
    END IF;
    IF (invoice.credited_minor_units <> 0 OR TG_TABLE_NAME = 'credit_notes') AND
       (invoice.credited_minor_units, invoice.credit_applied_minor_units) <>
       (SELECT coalesce(sum(total_minor_units), 0), coalesce(sum(applied_minor_units), 0) FROM credit_notes WHERE invoice_id = invoice.id) THEN
        RAISE EXCEPTION 'M09: the credit on invoice % is not that of its credit notes', invoice.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_credit';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER m09_credit AFTER INSERT ON credit_notes
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_invoice_sums();

-- M09: a credit note is the sum of its lines, in its invoice's currency, and takes back no more of any line than stood there.
CREATE OR REPLACE FUNCTION check_credit_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.subtotal_minor_units, NEW.tax_minor_units) <>
       (SELECT coalesce(sum(amount_minor_units), 0), coalesce(sum(tax_minor_units), 0) FROM credit_note_lines WHERE credit_note_id = NEW.id) THEN
        RAISE EXCEPTION 'M09: the totals of credit note % are not the sums of its lines', NEW.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_credit_totals';
    END IF;
    IF EXISTS (SELECT 1 FROM invoices WHERE id = NEW.invoice_id AND (number IS DISTINCT FROM NEW.invoice_number OR total_currency <> NEW.total_currency OR customer_id <> NEW.customer_id)) THEN
        RAISE EXCEPTION 'M09: credit note % does not fit its invoice', NEW.number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_credit_fits';
    END IF;
    IF EXISTS (
        SELECT 1 FROM credit_notes n JOIN credit_note_lines c ON c.credit_note_id = n.id
        LEFT JOIN invoice_lines l ON l.invoice_id = n.invoice_id AND l.position = c.invoice_line
        WHERE n.invoice_id = NEW.invoice_id
        GROUP BY c.invoice_line, l.amount_minor_units, l.tax_minor_units
        HAVING l.amount_minor_units IS NULL OR sum(c.amount_minor_units) > l.amount_minor_units OR sum(c.tax_minor_units) > l.tax_minor_units) THEN
        RAISE EXCEPTION 'M09: more would be credited of invoice % than stands on a line', NEW.invoice_number USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_credit_lines';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER m09_credit_note AFTER INSERT ON credit_notes
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_credit_note();

CREATE TRIGGER m09_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_notes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('M09');
CREATE TRIGGER m09_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_note_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('M09');

-- Lines come with their note, in its own transaction; its totals are judged at that commit.
CREATE OR REPLACE FUNCTION note_new_credit_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('ez.new_credit_notes', concat_ws(',', nullif(current_setting('ez.new_credit_notes', true), ''), NEW.id::text), true);
    RETURN NULL;
END $$;

CREATE TRIGGER m09_note_new AFTER INSERT ON credit_notes FOR EACH ROW EXECUTE FUNCTION note_new_credit_note();

CREATE OR REPLACE FUNCTION refuse_late_credit_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF position(NEW.credit_note_id::text IN coalesce(current_setting('ez.new_credit_notes', true), '')) = 0 THEN
        RAISE EXCEPTION 'M09: credit note % is complete', NEW.credit_note_id USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_credit_complete';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER m09_credit_complete BEFORE INSERT ON credit_note_lines FOR EACH ROW EXECUTE FUNCTION refuse_late_credit_line();
