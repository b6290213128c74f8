-- A renewal that is settled stays settled, and none is ever deleted: it is the proof that its period was billed once (O03, O04).
CREATE OR REPLACE FUNCTION refuse_renewal_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (OLD.state <> 'open' AND NEW.state <> OLD.state) OR NEW.service_id <> OLD.service_id OR NEW.period_start <> OLD.period_start THEN
        RAISE EXCEPTION 'O03: the renewal of service % from % is %', OLD.service_id, OLD.period_start, OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'o03_settled';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS o03_settled ON renewals;
CREATE TRIGGER o03_settled BEFORE UPDATE OR DELETE ON renewals FOR EACH ROW EXECUTE FUNCTION refuse_renewal_change();

-- O04: the due date moves from the old due date, and only forward.
CREATE OR REPLACE FUNCTION refuse_period_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.period_end <> OLD.period_end AND NEW.period_start <> OLD.period_end THEN
        RAISE EXCEPTION 'O04: subscription % is paid until %; the next period starts there', OLD.id, OLD.period_end
            USING ERRCODE = 'check_violation', CONSTRAINT = 'o04_from_old_due_date';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS o04_from_old_due_date ON subscriptions;
CREATE TRIGGER o04_from_old_due_date BEFORE UPDATE OF period_start, period_end ON subscriptions FOR EACH ROW EXECUTE FUNCTION refuse_period_change();

-- Services that ran before there were subscriptions: paid until the date they were told.
INSERT INTO subscriptions (
    id, service_id, customer_id, label, product_code, product_name, cycle, price_minor_units, price_currency, tax_class, anchor_day,
    period_start, period_end, state, renewal_open, periods, created_at)
SELECT gen_random_uuid(), s.id, s.customer_id, s.label, s.product_code, s.product_name, s.cycle, s.recurring_price_minor_units, s.recurring_price_currency,
    'standard', extract(day FROM s.created_at AT TIME ZONE 'UTC')::int, (s.created_at AT TIME ZONE 'UTC')::date, (s.next_due_at AT TIME ZONE 'UTC')::date,
    'active', false, 1, now()
FROM services s
WHERE s.state = 'active' AND NOT EXISTS (SELECT 1 FROM subscriptions x WHERE x.service_id = s.id);
