-- M07: all refunds of a captured payment that have not failed together never exceed it. The capture's row is locked first, so parallel requests
-- are judged one after the other.
CREATE OR REPLACE FUNCTION refuse_excess_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    capture payment_effects%ROWTYPE;
    given bigint;
BEGIN
    IF NEW.state IN ('failed', 'rejected') THEN
        RETURN NEW;
    END IF;
    SELECT * INTO capture FROM payment_effects WHERE id = NEW.effect_id FOR UPDATE;
    IF capture.effect <> 'capture' OR capture.amount_currency <> NEW.amount_currency THEN
        RAISE EXCEPTION 'M07: refund % gives back what was not captured', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'm07_refunds';
    END IF;
    SELECT coalesce(sum(amount_minor_units), 0) INTO given
        FROM refunds WHERE effect_id = NEW.effect_id AND id <> NEW.id AND state NOT IN ('failed', 'rejected');
    IF given + NEW.amount_minor_units > capture.amount_minor_units THEN
        RAISE EXCEPTION 'M07: refunds of payment % would exceed what was captured', capture.payment_id USING ERRCODE = 'check_violation', CONSTRAINT = 'm07_refunds';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS m07_refunds ON refunds;
CREATE TRIGGER m07_refunds BEFORE INSERT OR UPDATE ON refunds FOR EACH ROW EXECUTE FUNCTION refuse_excess_refund();

DROP TRIGGER IF EXISTS m07_kept ON refunds;
CREATE TRIGGER m07_kept BEFORE DELETE OR TRUNCATE ON refunds FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('M07');
