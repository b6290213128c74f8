-- M09: what stands on a finalised invoice never changes; payments and voiding move its state, and only forward (O01).
CREATE OR REPLACE FUNCTION refuse_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable text[] := ARRAY['state', 'amount_paid_minor_units', 'paid_at', 'voided_at'];
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
    IF NEW.state <> OLD.state AND (OLD.state IN ('paid', 'void') OR NEW.state = 'draft') THEN
        RAISE EXCEPTION 'O01: invoice % cannot go from % to %', OLD.number, OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'o01_transitions';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS m09_immutable ON invoices;
CREATE TRIGGER m09_immutable BEFORE UPDATE OR DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION refuse_invoice_change();

DROP TRIGGER IF EXISTS m09_kept ON invoices;
CREATE TRIGGER m09_kept BEFORE TRUNCATE ON invoices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('M09');

-- Lines come with their invoice, in the transaction that finalises it; later none is added, changed or taken away.
CREATE OR REPLACE FUNCTION note_new_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('ez.new_invoices', concat_ws(',', nullif(current_setting('ez.new_invoices', true), ''), NEW.id::text), true);
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS m09_note_new ON invoices;
CREATE TRIGGER m09_note_new AFTER INSERT ON invoices FOR EACH ROW EXECUTE FUNCTION note_new_invoice();

CREATE OR REPLACE FUNCTION refuse_line_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    invoice uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.invoice_id ELSE OLD.invoice_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM invoices WHERE id = invoice AND number IS NOT NULL)
       AND (TG_OP <> 'INSERT' OR position(invoice::text IN coalesce(current_setting('ez.new_invoices', true), '')) = 0) THEN
        RAISE EXCEPTION 'M09: the lines of a finalised invoice stay as they are' USING ERRCODE = 'check_violation', CONSTRAINT = 'm09_lines_immutable';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

DROP TRIGGER IF EXISTS m09_lines_immutable ON invoice_lines;
CREATE TRIGGER m09_lines_immutable BEFORE INSERT OR UPDATE OR DELETE ON invoice_lines FOR EACH ROW EXECUTE FUNCTION refuse_line_change();

DROP TRIGGER IF EXISTS m09_kept ON invoice_lines;
CREATE TRIGGER m09_kept BEFORE TRUNCATE ON invoice_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('M09');

-- M06, M09: at commit, an invoice's paid amount is the sum of its allocations, and its totals are the sums of its lines.
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
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS m06_sums ON invoices;
CREATE CONSTRAINT TRIGGER m06_sums AFTER INSERT OR UPDATE ON invoices
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_invoice_sums();

DROP TRIGGER IF EXISTS m06_sums ON payment_allocations;
CREATE CONSTRAINT TRIGGER m06_sums AFTER INSERT ON payment_allocations
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_invoice_sums();
